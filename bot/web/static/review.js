// The review: reasons beside the marked words, one principle at a time, details open on paper.
"use strict";

const marks = [...document.querySelectorAll("mark[data-principles]")];
const tips = new Map();
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

/* ---------- reasons: hover, focus, tap; Escape puts them away ---------- */

let opened = null;

function place(mark, tip) {
  const frame = mark.closest(".said").getBoundingClientRect();
  const boxes = mark.getClientRects();
  const first = boxes[0], last = boxes[boxes.length - 1];
  const panel = mark.closest(".script");
  const scrolls = panel && getComputedStyle(panel).overflowY === "auto";
  const floor = scrolls ? panel.getBoundingClientRect().bottom : innerHeight;
  const roof = scrolls ? panel.getBoundingClientRect().top : 0;
  const { offsetHeight: height, offsetWidth: width } = tip;
  const above = last.bottom + height > floor && first.top - height > roof;
  tip.style.left = Math.max(0, Math.min(last.left - frame.left, frame.width - width)) + "px";
  tip.style.top = (above ? first.top - frame.top - height : last.bottom - frame.top) + "px";
}

function open(mark) {
  if (mark.classList.contains("off")) return;
  if (opened && opened !== mark) close();
  opened = mark;
  const tip = tips.get(mark);
  tip.classList.add("open");
  place(mark, tip);
}

function close() {
  if (!opened) return;
  tips.get(opened).classList.remove("open");
  opened = null;
}

function explain(mark) {
  const tip = document.getElementById(mark.getAttribute("aria-describedby"));
  tips.set(mark, tip);
  let leaving = 0;
  const stay = () => { clearTimeout(leaving); open(mark); };
  const leave = () => { leaving = setTimeout(() => { if (opened === mark && document.activeElement !== mark) close(); }, 150); };
  mark.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") stay(); });
  mark.addEventListener("pointerleave", leave);
  tip.addEventListener("pointerenter", () => clearTimeout(leaving));
  tip.addEventListener("pointerleave", leave);
  mark.addEventListener("focus", stay);
  mark.addEventListener("blur", () => { if (opened === mark) close(); });
  mark.addEventListener("click", stay);
}
marks.forEach(explain);
addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
document.addEventListener("click", (event) => { if (opened && !event.target.closest("mark, .tip")) close(); });
document.documentElement.classList.add("scripted");

/* ---------- one principle at a time ---------- */

const buttons = [...document.querySelectorAll("button[data-principle]")];
const bar = document.getElementById("filter");
const told = document.getElementById("filter-told");
let pressed = null;

function filter(button) {
  close();
  pressed = button;
  const principle = button && button.dataset.principle;
  let first = null, places = 0;
  for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
  for (const mark of marks) {
    const its = !principle || mark.dataset.principles.split(" ").includes(principle);
    mark.classList.toggle("off", !its);
    mark.tabIndex = its ? 0 : -1;
    for (const part of tips.get(mark).children) part.hidden = Boolean(principle) && part.dataset.principle !== principle;
    if (its && principle) { places += 1; first = first || mark; }
  }
  for (const line of document.querySelectorAll(".line, #note")) {
    line.classList.toggle("shown", Boolean(principle) && Boolean(line.querySelector("mark:not(.off)")));
  }
  bar.hidden = !principle;
  told.textContent = !principle ? "" : button.textContent.trim() + ": "
    + (places === 0 ? "nothing was marked for this" : places === 1 ? "one place" : places + " places");
  return first;
}

for (const button of buttons) button.addEventListener("click", () => {
  if (pressed === button) return filter(null);
  const first = filter(button);
  const target = first ? first.closest(".line, #note") : bar;
  target.scrollIntoView({ block: first ? "center" : "start", behavior: calm ? "auto" : "smooth" });
});
document.getElementById("filter-clear").addEventListener("click", () => {
  const back = pressed;
  filter(null);
  if (back) back.focus();
});

/* ---------- a mark that is gone to says why ---------- */

function answerWhy() {
  const there = location.hash.startsWith("#mark-") && document.getElementById(location.hash.slice(1));
  if (there) there.querySelector("details").open = true;
}
addEventListener("hashchange", answerWhy);
answerWhy();

/* ---------- another go at a line ---------- */

/** What a line says, without the reasons that stand beside its words. */
function wordsOf(said) {
  const copy = said.cloneNode(true);
  for (const tip of copy.querySelectorAll(".tip")) tip.remove();
  return copy.textContent;
}

function retype(button) {
  const form = document.getElementById("retype").content.firstElementChild.cloneNode(true);
  const field = form.querySelector("textarea"), outcome = form.querySelector(".outcome");
  const leave = () => { form.remove(); button.setAttribute("aria-expanded", "false"); button.focus(); };
  field.value = wordsOf(button.parentElement.querySelector(".said"));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  form.querySelector("[data-close]").addEventListener("click", leave);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const line = button.dataset.line === "note" ? "note" : Number(button.dataset.line);
    try {
      const answer = await post(location.pathname + "/try", { line, text: field.value });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      close();
      outcome.replaceChildren(page.querySelector(".tried"));
      outcome.querySelectorAll("mark").forEach(explain);
    } catch (fault) {
      const told = document.createElement("p");
      told.className = "fault";
      told.textContent = fault.message;
      outcome.replaceChildren(told);
    }
  });
  button.after(form);
  button.setAttribute("aria-expanded", "true");
  field.focus();
}

for (const button of document.querySelectorAll("button[data-line]")) button.setAttribute("aria-expanded", "false");
for (const button of document.querySelectorAll("button[data-line]")) button.addEventListener("click", () => {
  const form = button.parentElement.querySelector(".retype");
  if (form) form.querySelector("[data-close]").click();
  else retype(button);
});

/* ---------- paper ---------- */

let closedBefore = [];
addEventListener("beforeprint", () => {
  close();
  closedBefore = [...document.querySelectorAll("details:not([open])")];
  for (const details of closedBefore) details.open = true;
});
addEventListener("afterprint", () => { for (const details of closedBefore) details.open = false; });
document.getElementById("print").hidden = false;
document.getElementById("print").addEventListener("click", () => print());

/* ---------- the draft of a note, to copy ---------- */

for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  const told = document.getElementById(button.dataset.copy + "-copied");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.innerText);
      told.textContent = "Copied.";
    } catch { // no clipboard without https, or not allowed: the words are chosen, ready for the keys
      getSelection().selectAllChildren(text);
      told.textContent = "It is selected: copy it with Ctrl and C.";
    }
  });
}
