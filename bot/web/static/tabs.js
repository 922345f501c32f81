// Two tabs on one rehearsal: the window catches up with what was said in another, and keeps what is being typed in this one.
"use strict";

const GONE_ON = "You have gone on in another tab, so this one has caught up with it";
const STARTED_OVER = "You started over in another tab, so here is the choice again";
const DELETED = "What you said was deleted in another tab, so nothing of it is left in this one.";
const others = "BroadcastChannel" in window ? new BroadcastChannel("curtain-line") : null;

let sendings = 0, sent = 0; // what is being sent now, and how much has been sent by this tab
let looking = false, behind = false; // asking the server, and asked to look while that could not be
let lookTimer = 0;

function begunSending() {
  sendings += 1;
  sent += 1;
}

function doneSending() {
  sendings -= 1;
  if (others) others.postMessage("sent");
}

function lookSoon() { // focus and visibility come together: one look is enough
  clearTimeout(lookTimer);
  if (document.visibilityState === "visible") lookTimer = setTimeout(catchUp, 50);
}

/** Asks where the talk stands, and shows it. While something of this tab's is under way, that comes first. */
async function catchUp() {
  behind = Boolean(looking || sendings || queue.length);
  if (behind || ($("talk").hidden && $("setup").hidden)) return;
  looking = true;
  const before = sent;
  const now = await ask("/talk").catch(() => null); // out of reach: the next line says so
  looking = false;
  if (behind || sent !== before) return catchUp();
  if (now) $("talk").hidden ? toldAtSetup(now) : caughtUp(now);
}

function caughtUp(now) {
  const { rehearsal } = state;
  state = { ...state, ...now };
  if (state.beat === "lobby") return backAtSetup();
  const other = state.rehearsal !== rehearsal;
  if (other) closeDialogs();
  const isNew = other ? (listAnew(now.messages), true) : listOn(now.messages);
  showTalk();
  if (other) tellInTalk(withTyped(GONE_ON, "what you were typing is still in the box"));
  if (isNew) toLatest();
}

function backAtSetup() {
  closeDialogs();
  const deleted = !state.rehearsal;
  if (deleted) wipe();
  showSetup(deleted ? DELETED : withTyped(STARTED_OVER, "what you were typing will be in the box when you begin"));
  $("setup-title").focus({ preventScroll: true });
  scrollTo(0, 0);
}

function withTyped(sentence, kept) {
  return sentence + ($("line").value.trim() ? "; " + kept + "." : ".");
}

function tellInTalk(sentence) {
  $("talk-notice").textContent = sentence;
  $("talk-notice").hidden = !sentence;
}

function closeDialogs() {
  for (const open of document.querySelectorAll("dialog[open]")) open.close();
}

/** Adds what is new below what stands there; lists all anew where that differs. Returns whether anything is new. */
function listOn(messages) {
  const shown = [...$("messages").children], all = messages.map(entryOf);
  const goesOn = shown.every((entry, i) => all[i] && entry.textContent === all[i].textContent);
  if (goesOn) $("messages").append(...all.slice(shown.length));
  else listAnew(messages);
  return !goesOn || all.length > shown.length;
}

/* ---------- a tab that shows the choice while another talks ---------- */

let toldOfTalk = false;

function toldAtSetup(now) {
  const underWay = Boolean(now.scenario) && now.beat !== "lobby" && now.beat !== "debrief";
  if (!underWay && !toldOfTalk) return;
  toldOfTalk = underWay;
  $("setup-notice").hidden = !underWay;
  $("setup-notice").textContent = underWay ? "“" + now.scenario.title + "” is under way in another tab. "
    + "Load this page again to see it here; beginning anything else ends it where it is." : "";
}

/** What this tab sent was meant for a talk that is gone: the words go back into the box, and the page catches up. */
function backInTheBox() {
  const lines = queue.filter((job) => job.entry).map((job) => job.body.text);
  for (const job of queue) if (job.entry) job.entry.remove();
  dropQueue();
  $("line").value = [...lines, $("line").value].filter(Boolean).join("\n");
  drafted();
  behind = true;
}

if (others) others.addEventListener("message", lookSoon);
document.addEventListener("visibilitychange", lookSoon);
addEventListener("focus", lookSoon);
