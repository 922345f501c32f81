// Back to the rehearsal room: a finished talk gives way to a new one.
"use strict";

for (const link of document.querySelectorAll("a[data-again]")) link.addEventListener("click", () => {
  try { sessionStorage.setItem("again", "yes"); } catch { /* private window */ }
});
