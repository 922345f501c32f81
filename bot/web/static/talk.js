// The talk as the page shows it: what was said, where it stands, the clock. Text reaches the page through textContent only.
"use strict";

const STYLES = { bold: "a bold close", measured: "a measured close", balanced: "a balanced close" };
const REVIEW = /(?:https?:\/\/[^\s/]+)?(\/review\/[\w-]+(?:[.:~][\w-]+)*)/;
const MARKS = "the page with your marks"; // what stands for a review's address, which says nothing to a reader
const touch = matchMedia("(pointer: coarse)").matches;
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

let state = { beat: "lobby", mode: "practice", scenario: null, review: null };

function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function interviewer() {
  const who = state.scenario && state.scenario.interviewer;
  return (who && typeof who === "object" ? who.name : who) || "Interviewer";
}

function withLinks(node, text) {
  let rest = text;
  for (let found = REVIEW.exec(rest); found; found = REVIEW.exec(rest)) {
    node.append(rest.slice(0, found.index));
    const link = element("a", "", MARKS);
    link.href = found[1];
    node.append(link);
    rest = rest.slice(found.index + found[0].length);
  }
  node.append(rest);
}

function entryOf({ by, text }) {
  const entry = element("article", "message by-" + (by === "coach" || by === "candidate" ? by : "interviewer"));
  entry.append(element("p", "who", by === "coach" ? "Coach" : by === "candidate" ? "You" : interviewer()));
  const said = element("p", "said");
  if (by === "coach") withLinks(said, text.replace(/^Coach:\s*/, ""));
  else said.textContent = text;
  entry.append(said);
  return entry;
}

function addMessage(message, before = null) {
  return $("messages").insertBefore(entryOf(message), before);
}

/** Lists all that was said in the place of what stands there; it is not read out again. */
function listAnew(messages) {
  const log = $("messages");
  log.setAttribute("aria-busy", "true");
  log.replaceChildren(...messages.map(entryOf));
  setTimeout(() => log.removeAttribute("aria-busy"), 500);
}

function toLatest() {
  const below = $("composer").hidden ? $("done") : $("composer");
  const last = $("trouble").firstChild ? $("trouble") : $("typing");
  const sticky = getComputedStyle(below).position === "sticky";
  document.documentElement.style.scrollPaddingBottom = (sticky ? below.offsetHeight + 24 : 24) + "px";
  (below.hidden || sticky ? last : below).scrollIntoView({ block: "end", behavior: calm ? "auto" : "smooth" });
}

function show(view) {
  for (const id of ["loading", "unreachable", "setup", "talk"]) $(id).hidden = id !== view;
  document.body.classList.toggle("talking", view === "talk");
}

function showSetup(notice) {
  show("setup");
  document.title = "Curtain Line: rehearse the last five minutes";
  $("setup-notice").hidden = !notice;
  $("setup-notice").textContent = notice || "";
  $("begin-fault").textContent = "";
  chosenChanged();
}

/** What the coach said, without the list of interviews, which the set-up shows anyway. */
function coachWords(messages) {
  const titles = [...document.querySelectorAll("[data-title]")].map((radio) => radio.dataset.title);
  return (messages || []).filter(({ by, text }) => by === "coach" && !titles.some((title) => text.includes(title)))
    .map(({ text }) => text.replace(/^Coach:\s*/, "")).join("\n");
}

function showTalk() {
  const scenario = state.scenario || {};
  show("talk");
  $("talk-title").textContent = scenario.title || "Your rehearsal";
  document.title = (scenario.title || "Your rehearsal") + " · Curtain Line";
  $("talk-style").textContent = STYLES[scenario.style] ? "Likes " + STYLES[scenario.style] : "";
  $("talk-mode").textContent = state.drill ? "Practising one thing" : state.mode === "real" ? "For real" : "Practice";
  $("talk-brief").textContent = scenario.brief || "";
  $("brief").hidden = !scenario.brief;
  showBeat();
}

function showBeat() {
  const { beat, mode } = state;
  const long = beat === "note" || beat === "own_facts";
  const note = beat === "note", hours = beat === "note_hours", over = beat === "debrief";
  $("composer").hidden = over;
  $("done").hidden = !over;
  if (state.review) $("review").href = state.review;
  $("review").hidden = !state.review;
  $("composer").classList.toggle("noting", note);
  $("line-label").textContent = note ? "Your thank-you note to " + interviewer()
    : hours ? "When would you send it?" : "Your line";
  $("line").rows = note ? 9 : 2;
  $("line").maxLength = long ? 5000 : 2000;
  $("line-help").textContent = note ? "Enter starts a new line. Send it with the button, or with Ctrl and Enter."
    : "Enter sends, Shift and Enter starts a new line.";
  $("send").textContent = note ? "Send the note" : "Send";
  $("hours").hidden = !hours;
  $("finish").textContent = note ? "Finish without a note" : "Finish";
  $("score").hidden = mode === "real" || beat === "drill";
  $("hint").hidden = mode === "real" || note || hours;
  $("next").hidden = beat !== "drill";
  $("done-title").textContent = state.drill ? "That was the practice" : "That was the curtain";
  $("review").textContent = state.drill ? "See all your tries" : "Read your scored transcript";
  counted();
  clockSet(state.seconds_left);
}

/* ---------- the clock: the interviewer gets up when it has run out ---------- */

let endsAt = null, ticking = 0;

function clockSet(seconds) {
  clearInterval(ticking);
  endsAt = typeof seconds === "number" ? Date.now() + seconds * 1000 : null;
  $("clock-left").hidden = endsAt === null;
  if (endsAt === null) return;
  ticking = setInterval(tick, 1000);
  tick();
}

function tick() {
  const left = Math.max(0, Math.round((endsAt - Date.now()) / 1000));
  $("clock-left").textContent = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0") + " left";
  if (left > 0) return;
  clearInterval(ticking);
  if (document.visibilityState !== "visible") return; // the tab that is looked at says it, this one when it is looked at again
  if (!running && !halted) send({ button: "time_up" }); // a line under way winds up by itself
}

function showTyping() {
  const busy = running && !halted;
  const box = $("typing");
  if (!busy) return box.replaceChildren();
  if (box.firstChild) return;
  const body = queue[0].body;
  const coach = body.button || state.beat === "note" || state.beat === "note_hours";
  box.append(element("span", "", (coach ? "The coach" : interviewer()) + " is typing"));
  const dots = element("span", "dots");
  dots.setAttribute("aria-hidden", "true");
  dots.append(element("i"), element("i"), element("i"));
  box.append(dots);
}
