// The history: at most two are chosen to compare, and nothing is deleted without a second thought.
"use strict";

const $ = (id) => document.getElementById(id);
const boxes = [...document.querySelectorAll('input[name="with"]')];

function counted() {
  const chosen = boxes.filter((box) => box.checked).length;
  for (const box of boxes) box.disabled = chosen >= 2 && !box.checked;
  $("chosen").textContent = chosen === 0 ? "Choose two." : chosen === 1 ? "One chosen; choose one more." : "Two chosen.";
}
for (const box of boxes) box.addEventListener("change", counted);
if (boxes.length) counted();
addEventListener("pageshow", () => { if (boxes.length) counted(); });

let path = null;

function ask(title, text, where) {
  path = where;
  $("delete-title").textContent = title;
  $("delete-text").textContent = text;
  $("delete-fault").textContent = "";
  $("delete-dialog").showModal();
}

for (const button of document.querySelectorAll("button[data-delete]")) button.addEventListener("click", () => {
  const which = button.closest("li").querySelector(".name").textContent + ", " + button.closest("li").querySelector("time").textContent;
  ask("Delete this rehearsal?", which + ". Its lines, note and score will be removed from this machine, and cannot be brought back.",
    "/review/" + encodeURIComponent(button.dataset.delete) + "/delete");
});
if ($("delete-all")) $("delete-all").addEventListener("click", () => ask("Delete everything about you?",
  "Every rehearsal, transcript, note and score of yours" + (document.querySelector("[data-place]") ? ", those joined from a chat too," : "") +
  " will be removed from this machine. It cannot be brought back.", "/forget"));

$("delete-no").addEventListener("click", () => $("delete-dialog").close());
$("delete-yes").addEventListener("click", async () => {
  try {
    await post(path);
    location.reload();
  } catch (fault) {
    $("delete-fault").textContent = fault.message;
  }
});
