// A transcript from a file or the clipboard, sent to be marked.
"use strict";

const $ = (id) => document.getElementById(id);
const MOST = 200000; // bytes

function fault(sentence) {
  $("bring-fault").textContent = sentence;
  $("text").setAttribute("aria-invalid", String(Boolean(sentence)));
}

let file = "";

$("file").addEventListener("change", async () => {
  const [chosen] = $("file").files;
  if (!chosen) return;
  if (chosen.size > MOST) return fault("That file has more than 200 kB, the most a transcript may have.");
  try {
    $("text").value = new TextDecoder("utf-8", { fatal: true }).decode(await chosen.arrayBuffer());
  } catch {
    return fault("That file is no plain text in UTF-8.");
  }
  file = chosen.name;
  fault("");
  $("file-help").textContent = chosen.name + " has been read; it stands above.";
});
$("text").addEventListener("input", () => fault(""));

$("bring").addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = $("send");
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  button.textContent = "Reading it…";
  fault("");
  try {
    const answer = await post("/import", { text: $("text").value, file, role: $("role").value.trim(),
      company: $("company").value.trim(), style: $("style").value });
    location.assign((await answer.json()).review);
  } catch (problem) {
    fault(problem.message);
    $("text").focus();
  }
  button.removeAttribute("aria-disabled");
  button.textContent = "Read it";
});
