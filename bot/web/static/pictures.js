// Tables beside pictures that take a moment to make are fetched when they are asked for; until then there is a link.
"use strict";

for (const details of document.querySelectorAll("details[data-table]")) details.addEventListener("toggle", async () => {
  const link = details.querySelector("p");
  if (!details.open || !link) return;
  const answer = await fetch(details.dataset.table).catch(() => null);
  if (!answer || !answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const table = page.querySelector(".table");
  if (table) link.replaceWith(table);
});
