// The chat window: set-up, talk, and the queue of lines between them. Text reaches the page through textContent only.
"use strict";

const $ = (id) => document.getElementById(id);
const STYLES = { bold: "a bold close", measured: "a measured close", balanced: "a balanced close" };
const REVIEW = /(?:https?:\/\/[^\s/]+)?(\/review\/[\w-]+(?:[.:~][\w-]+)*)/;
const MARKS = "the page with your marks"; // what stands for a review's address, which says nothing to a reader
const NO_ANSWER = "The rehearsal room did not answer. It may be restarting; your words are still here.";
const NOT_TAKEN = "This line was not taken before the page was loaded again. Send it again, or change it first.";
const touch = matchMedia("(pointer: coarse)").matches;
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

let state = { beat: "lobby", mode: "practice", scenario: null, review: null };
let queue = []; // jobs waiting, in order: {body, entry}; the first one is under way while `running`
let running = false;
let underway = Promise.resolve(); // settles when nothing is being sent
let halted = false; // the first job failed and waits for the candidate

/* ---------- the server ---------- */

class Refusal extends Error {
  constructor(sentence, status) {
    super(sentence);
    this.goneOn = status === 409; // what was sent is for a talk that was left in another tab
  }
}

async function ask(path, body) {
  if (body === undefined) return fetched(path);
  begunSending();
  try {
    return await fetched(path, body);
  } finally {
    doneSending();
  }
}

async function fetched(path, body) {
  const options = { headers: { "X-Requested-With": "curtain-line", Accept: "application/json" }, cache: "no-store" };
  if (body !== undefined) {
    options.method = "POST";
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  let answer, data;
  try {
    answer = await fetch(path, options);
    data = await answer.json();
  } catch {
    throw new Refusal(NO_ANSWER);
  }
  if (!answer.ok || data.error) throw new Refusal(data.error || NO_ANSWER, answer.status);
  return data;
}

/** What a message is known by: sent again, the server answers it as it did and does not hear it twice. */
function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const unanswered = new Map(); // what was sent from the set-up and not answered, and what it is known by

async function askOnce(body) {
  const key = JSON.stringify(body);
  if (!unanswered.has(key)) unanswered.set(key, newId());
  const reply = await ask("/talk", { ...body, message_id: unanswered.get(key) });
  unanswered.clear();
  return reply;
}

/* ---------- small keepsakes of this tab: a draft, lines not yet answered, the last choice ---------- */

const keep = {
  get(name) { try { return sessionStorage.getItem(name) || ""; } catch { return ""; } },
  set(name, value) { try { value ? sessionStorage.setItem(name, value) : sessionStorage.removeItem(name); } catch { /* private window */ } },
};

/* ---------- showing things ---------- */

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

/* ---------- the queue: one request at a time, in order ---------- */

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
      if (!(fault instanceof Refusal)) console.error(fault);
      if (fault.goneOn) backInTheBox();
      else stopped(job, fault instanceof Refusal ? fault.message : NO_ANSWER);
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

/* ---------- set-up ---------- */

function chosen(name) {
  const radio = document.querySelector(`input[name="${name}"]:checked`);
  return radio ? radio.value : null;
}

function chosenChanged() {
  const radio = document.querySelector('input[name="scenario"]:checked');
  const own = Boolean(radio && radio.value === "own");
  $("own-fields").hidden = !own;
  $("scene").hidden = !radio || own;
  if (radio && !own) {
    $("scene-title").textContent = radio.dataset.title;
    $("scene-brief").textContent = radio.dataset.brief;
  }
  if (radio) {
    keep.set("scenario", radio.value);
    $("begin-fault").textContent = "";
  }
  keep.set("mode", chosen("mode"));
}

function preselect(name, value) {
  for (const radio of document.querySelectorAll(`input[name="${name}"]`)) if (radio.value === value) radio.checked = true;
}

let titleAsked = "", titleTimer = 0;

async function workOutStyle() {
  const title = $("own-job").value.trim();
  if (title === titleAsked) return;
  titleAsked = title;
  if (!title) return tellStyle("");
  try {
    const { style } = await ask("/style?title=" + encodeURIComponent(title));
    if (title === titleAsked) tellStyle(style);
  } catch {
    if (title === titleAsked) { titleAsked = ""; tellStyle(""); }
  }
}

function tellStyle(style) {
  const select = $("own-style");
  const words = { bold: "Bold", measured: "Measured", balanced: "Balanced" }[style];
  select.options[0].textContent = words ? `Work it out from the title (${words.toLowerCase()})` : "Work it out from the title";
  $("own-style-note").textContent = words && !select.value ? `From the title: ${STYLES[style]}. Change it if you know better.` : "";
}

$("own-job").addEventListener("input", () => { clearTimeout(titleTimer); titleTimer = setTimeout(workOutStyle, 500); });
$("own-job").addEventListener("change", workOutStyle);
$("own-style").addEventListener("change", () => { $("own-style-note").textContent = ""; });
$("begin").addEventListener("change", (event) => { if (event.target.type === "radio") chosenChanged(); });

/* ---------- the advert: what the interviewer will draw on, shown before it begins ---------- */

const KINDS = { work: "The work", culture: "The people", company: "The company", plans: "Plans" };
let pickedFor = Promise.resolve(), factsAsked = "";

async function pickFacts() {
  const facts = $("own-facts").value.trim();
  $("own-facts-fault").textContent = "";
  if (facts === factsAsked) return;
  factsAsked = facts;
  if (!facts) return showPicked({});
  try {
    const found = await ask("/advert", { facts, company: $("own-company").value.trim() });
    if (facts === factsAsked) showPicked(found.advert);
  } catch (fault) {
    showPicked({});
    $("own-facts-fault").textContent = fault instanceof Refusal ? fault.message : NO_ANSWER;
    factsAsked = "";
  }
}

function showPicked(advert) {
  const rows = Object.keys(KINDS).flatMap((kind) => (advert[kind] || []).map((fact) => pickedRow(kind, fact)));
  $("picked-list").replaceChildren(...rows);
  $("picked").hidden = !rows.length;
}

function pickedRow(kind, fact) {
  const row = element("li"), label = element("label"), tick = element("input");
  tick.type = "checkbox";
  tick.checked = true;
  tick.dataset.kind = kind;
  tick.value = fact;
  label.append(tick, element("span", "tag", KINDS[kind]), " " + fact);
  row.append(label);
  return row;
}

function leftPicked() {
  const left = {};
  for (const tick of $("picked-list").querySelectorAll("input:checked")) (left[tick.dataset.kind] ||= []).push(tick.value);
  return left;
}

$("own-facts").addEventListener("change", () => { pickedFor = pickFacts(); });

$("drill-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  $("drill-fault").textContent = "";
  try {
    opened(await askOnce({ drill: $("drill").value }));
  } catch (fault) {
    $("drill-fault").textContent = fault instanceof Refusal ? fault.message : NO_ANSWER;
  }
});

/** Comes from a review's "Practise this": the principle is chosen, one press begins. */
function offerDrill(principle) {
  if (!principle) return;
  $("drill").value = principle;
  $("drill-form").scrollIntoView({ block: "center" });
  $("drill-form").querySelector("button").focus({ preventScroll: true });
}

function lacking(field, sentence) {
  const missing = !field.value.trim();
  $(field.id + "-fault").textContent = missing ? sentence : "";
  field.setAttribute("aria-invalid", String(missing));
  return missing;
}
for (const id of ["own-job", "own-company"]) $(id).addEventListener("input", () => {
  $(id + "-fault").textContent = "";
  $(id).removeAttribute("aria-invalid");
});

$("begin").addEventListener("submit", async (event) => {
  event.preventDefault();
  const scenario = chosen("scenario");
  if (!scenario) {
    $("begin-fault").textContent = "Choose an interview first.";
    document.querySelector('input[name="scenario"]').focus();
    return;
  }
  const begin = { scenario, mode: chosen("mode"), style: null, temper: $("temper").value,
    clock: Number($("clock").value) || null };
  if (scenario === "own") {
    const faults = [lacking($("own-job"), "What is the job called?") && $("own-job"),
      lacking($("own-company"), "Which company is it?") && $("own-company")].filter(Boolean);
    if (faults.length) return faults[0].focus();
    await pickedFor; // what was pasted last is being read
    if ($("own-facts-fault").textContent) return $("own-facts").focus();
    Object.assign(begin, { style: $("own-style").value || null, job: $("own-job").value.trim(),
      company: $("own-company").value.trim(), facts: $("own-facts").value.trim(), advert: leftPicked() });
  }
  if ($("start").getAttribute("aria-disabled") === "true") return;
  $("start").setAttribute("aria-disabled", "true");
  $("start").textContent = "Setting the scene…";
  $("begin-fault").textContent = "";
  try {
    opened(await askOnce({ begin }));
  } catch (fault) {
    $("begin-fault").textContent = fault instanceof Refusal ? fault.message : NO_ANSWER;
  }
  $("start").removeAttribute("aria-disabled");
  $("start").textContent = "Start";
});

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
    $("leave-fault").textContent = fault instanceof Refusal ? fault.message : NO_ANSWER;
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

/* ---------- opening the page ---------- */

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
    if (!(fault instanceof Refusal)) console.error(fault);
    show("unreachable");
    $("unreachable-why").textContent = fault instanceof Refusal ? fault.message : NO_ANSWER;
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
