// The candidate's lines: written, waiting in the queue between set-up and talk, sent one at a time and in order.
"use strict";

const NOT_TAKEN = "This line was not taken before the page was loaded again. Send it again, or change it first.";

let queue = []; // jobs waiting, in order: {body, entry}; the first one is under way while `running`
let running = false;
let underway = Promise.resolve(); // settles when nothing is being sent
let halted = false; // the first job failed and waits for the candidate

function send(body, entry) {
  if (body.button && queue.some((job) => job.body.button === body.button)) return;
  tellInTalk("");
  queue.push({ body: { ...body, message_id: newId() }, entry });
  queued();
  start();
}

/** Keeps the lines that wait, so that a page loaded again still has them. */
function queued() {
  const lines = queue.filter((job) => job.entry).map((job) => job.body);
  keep.set("queue", lines.length ? JSON.stringify(lines) : "");
}

/** Puts the lines back that were sent before the page was loaded again and that the server did not take. */
function bringBack(taken) {
  let lines = [];
  try { lines = JSON.parse(keep.get("queue") || "[]"); } catch { /* nothing that could be read */ }
  for (const body of lines.filter((one) => !taken.includes(one.message_id))) {
    const entry = addMessage({ by: "candidate", text: body.text });
    entry.classList.add("waiting");
    queue.push({ body, entry });
  }
  queued();
  if (queue.length) stopped(queue[0], NOT_TAKEN);
}

function say(text) {
  if (!text.trim()) return $("line").focus();
  const entry = addMessage({ by: "candidate", text });
  entry.classList.add("waiting");
  send({ text }, entry);
  toLatest();
}

function start() {
  if (!running && !halted) underway = run();
}

async function run() {
  running = true;
  while (queue.length && !halted) {
    const job = queue[0];
    showTyping();
    toLatest();
    try {
      const reply = await ask("/talk", { ...job.body, rehearsal: state.rehearsal });
      if (queue[0] !== job) break; // the candidate started over or asked to be forgotten meanwhile
      queue.shift();
      queued();
      if (job.entry) job.entry.classList.remove("waiting");
      took(reply, job);
    } catch (fault) {
      if (queue[0] !== job) break;
      if (fault.goneOn) backInTheBox();
      else stopped(job, why(fault));
    }
    $("typing").replaceChildren();
  }
  running = false;
  showTyping();
  if (!$("talk").hidden) toLatest();
  if (behind) catchUp();
}

function took(reply, job) {
  const before = state.beat;
  state = { ...state, ...reply };
  if (state.beat === "lobby") { // started over, or was forgotten: what waited belonged to the talk that is gone
    dropQueue();
    emptyLine();
    if (!state.rehearsal && job.body.button !== "restart") wipe();
    showSetup(job.body.button === "restart" ? "" : coachWords(reply.messages));
    $("setup-title").focus({ preventScroll: true });
    scrollTo(0, 0);
    return;
  }
  const waiting = queue.find((other) => other.entry); // a reply stands under its own line, above those still to be sent
  for (const message of reply.messages || []) if (message.by !== "candidate") addMessage(message, waiting && waiting.entry);
  showTalk();
  if (state.beat === "debrief" && before !== "debrief" && state.review) return $("review").focus({ preventScroll: true });
  if (document.activeElement === document.body && !touch) $("line").focus({ preventScroll: true }); // its button has just gone
}

function stopped(job, sentence) {
  halted = true;
  const box = $("trouble");
  const row = element("p", "row");
  const again = element("button", "button", "Send again");
  again.type = "button";
  again.addEventListener("click", () => { resume(); if (!touch) $("line").focus(); });
  row.append(again);
  if (job.entry) {
    job.entry.classList.add("unsent");
    const change = element("button", "button ghost", "Change it");
    change.type = "button";
    change.addEventListener("click", async () => {
      if (await wasTaken(job)) return load();
      queue.shift();
      queued();
      job.entry.remove();
      $("line").value = [job.body.text, $("line").value].filter(Boolean).join("\n");
      drafted();
      resume();
      $("line").focus();
    });
    row.append(change);
  } else {
    const never = element("button", "button ghost", "Never mind");
    never.type = "button";
    never.addEventListener("click", () => { queue.shift(); resume(); $("line").focus(); });
    row.append(never);
  }
  box.replaceChildren(element("p", "", sentence), row);
}

/** Whether a line was taken after all, and only its answer got lost: then it stands in the talk. */
async function wasTaken(job) {
  const { taken } = await ask("/talk").catch(() => ({ taken: [] }));
  return taken.includes(job.body.message_id);
}

function resume() {
  if (queue[0] && queue[0].entry) queue[0].entry.classList.remove("unsent");
  $("trouble").replaceChildren();
  halted = false;
  start();
}

function dropQueue() {
  queue = [];
  queued();
  halted = false;
  $("trouble").replaceChildren();
  $("typing").replaceChildren();
}

/* ---------- the line being written ---------- */

function counted() {
  const text = $("line").value;
  const left = $("line").maxLength - text.length;
  const words = (text.match(/\S+/g) || []).length;
  $("count").textContent = left <= 200 ? left + " characters left"
    : state.beat === "note" && words ? words + (words === 1 ? " word" : " words") : "";
}

function drafted() {
  keep.set("draft", $("line").value);
  counted();
}

function emptyLine() {
  $("line").value = "";
  drafted();
}

function submitLine() {
  const text = $("line").value;
  if (text.trim()) emptyLine();
  say(text);
}

$("line").addEventListener("input", drafted);
$("line").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || event.shiftKey) return;
  if (state.beat === "note" && !event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  submitLine();
});
$("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  submitLine();
  if (!touch) $("line").focus();
});
$("talk").addEventListener("click", (event) => {
  const pressed = event.target.closest("button[data-button], button[data-say]");
  if (!pressed) return;
  if (pressed.dataset.say) return say(pressed.dataset.say);
  if (pressed.dataset.button === "restart") return state.beat !== "debrief" && hasSpoken() ? askToStartOver() : startOver();
  send({ button: pressed.dataset.button });
});
