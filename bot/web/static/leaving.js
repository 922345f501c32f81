// Leaving: what is under way, for the practice of one thing or to start over, and the rehearsal room for good.
"use strict";

/* ---------- to leave what is under way: for the practice of one thing, or to start over ---------- */

let leave = () => {}; // what is done once the candidate says so

/** The principle the address asks for, if there is one of that name. */
function wanted() {
  const principle = new URLSearchParams(location.search).get("drill");
  return [...$("drill").options].some((option) => option.value === principle) ? principle : null;
}

function hasSpoken() {
  return Boolean($("messages").querySelector(".by-candidate"));
}

/** Asks once whether to leave what is under way: which act ends it, what the button says, and what it does. */
function askToLeave(act, button, done) {
  const now = state.drill ? "You are practising one thing" + (wanted() ? " already" : "")
    : "You are in the middle of “" + (state.scenario || {}).title + "”";
  $("leave-text").textContent = now + ". " + act + " ends it where it is; what you said so far stays in your history.";
  $("leave-title").textContent = state.drill ? "Leave the practice under way?" : "Leave the rehearsal under way?";
  $("leave-yes").textContent = button;
  $("leave-fault").textContent = "";
  leave = done;
  $("leave-dialog").showModal();
}

function askToPractise(principle) {
  const title = [...$("drill").options].find((option) => option.value === principle).textContent;
  askToLeave("Practising “" + title + "”", "Leave it and practise", async () => {
    const reply = await ask("/talk", { drill: principle });
    $("leave-dialog").close();
    emptyLine();
    opened(reply);
  });
}

function askToStartOver() {
  askToLeave("Starting over", "Leave it and start over", () => {
    $("leave-dialog").close();
    startOver();
  });
}

function startOver() {
  if (halted) dropQueue();
  send({ button: "restart" });
}

$("leave-dialog").addEventListener("close", () => { // loaded again, the page does not ask again
  history.replaceState(null, "", "/window");
  if (!touch) $("line").focus({ preventScroll: true });
});
$("leave-no").addEventListener("click", () => $("leave-dialog").close());
$("leave-yes").addEventListener("click", async () => {
  try {
    await leave();
  } catch (fault) {
    $("leave-fault").textContent = why(fault);
  }
});

/* ---------- to be forgotten ---------- */

function wipe() {
  try { sessionStorage.clear(); } catch { /* private window */ }
  state = { beat: "lobby", mode: "practice", scenario: null, review: null };
  $("messages").replaceChildren();
  $("line").value = "";
  $("begin").reset();
  titleAsked = "";
  tellStyle("");
}

const dialog = $("forget-dialog");
$("forget").addEventListener("click", () => { $("forget-fault").textContent = ""; dialog.showModal(); });
$("forget-no").addEventListener("click", () => dialog.close());
$("forget-yes").addEventListener("click", async () => {
  $("forget-fault").textContent = "";
  dropQueue();
  await underway; // a line under way is taken first, so that it is deleted too
  try {
    await ask("/forget", {});
  } catch (fault) {
    $("forget-fault").textContent = fault.message;
    return;
  }
  wipe();
  dialog.close();
  showSetup("Everything about you has been deleted.");
  $("setup-title").focus({ preventScroll: true });
  scrollTo(0, 0);
});
