// The set-up: which interview, how, or the candidate's own job and its advert.
"use strict";

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
    $("own-facts-fault").textContent = why(fault);
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
    $("drill-fault").textContent = why(fault);
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
    $("begin-fault").textContent = why(fault);
  }
  $("start").removeAttribute("aria-disabled");
  $("start").textContent = "Start";
});
