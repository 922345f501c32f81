// What the pages send to the server.
"use strict";

const NOT_ANSWERED = "The rehearsal room did not answer. It may be restarting; please try again in a moment.";

/** Posts JSON; gives the answer, or throws an Error whose message the page can show. */
async function post(path, body = {}) {
  const headers = { "X-Requested-With": "curtain-line", "Content-Type": "application/json" };
  let answer;
  try {
    answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body), cache: "no-store" });
  } catch {
    throw new Error(NOT_ANSWERED);
  }
  if (answer.ok) return answer;
  const data = await answer.json().catch(() => ({}));
  throw new Error(data.error || NOT_ANSWERED);
}
