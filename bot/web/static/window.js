// The chat window opens: the page as it was left, or a talk that begins. The other scripts of window.html come before it.
"use strict";

function opened(reply) {
  dropQueue();
  state = { ...state, review: null, ...reply };
  $("messages").replaceChildren();
  if (state.beat === "lobby") {
    return showSetup(coachWords(reply.messages));
  }
  drafted();
  tellInTalk("");
  showTalk();
  const brief = ((state.scenario || {}).brief || "").trim();
  $("brief").open = !(reply.messages || []).some((message) => message.text.includes(brief)); // not twice on one screen
  for (const message of reply.messages || []) addMessage(message);
  scrollTo(0, 0);
  (touch ? $("talk-title") : $("line")).focus({ preventScroll: true });
  toLatest();
}

async function load() {
  show("loading");
  queue = []; // the lines that wait are kept, and come back below
  halted = false;
  $("trouble").replaceChildren();
  try {
    state = { ...state, ...await ask("/talk") };
    if (state.beat === "debrief" && (keep.get("again") || wanted())) state = { ...state, ...await ask("/talk", { button: "restart" }) };
    keep.set("again", "");
    $("line").value = state.beat === "debrief" ? "" : keep.get("draft");
  } catch (fault) {
    show("unreachable");
    $("unreachable-why").textContent = why(fault);
    return;
  }
  if (state.beat === "lobby") {
    dropQueue();
    preselect("scenario", keep.get("scenario"));
    preselect("mode", keep.get("mode"));
    showSetup();
    return offerDrill(wanted());
  }
  listAnew(state.messages);
  tellInTalk("");
  showTalk();
  bringBack(state.taken);
  $("brief").open = false;
  toLatest();
  if (wanted() && wanted() !== state.drill) askToPractise(wanted());
}

$("reload").addEventListener("click", load);
addEventListener("pageshow", (event) => { if (event.persisted) load(); }); // back from the review: the talk may have moved on
load();
