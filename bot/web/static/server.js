// What the chat window asks the server, and the small keepsakes of its tab.
"use strict";

const $ = (id) => document.getElementById(id);
const NO_ANSWER = "The rehearsal room did not answer. It may be restarting; your words are still here.";

class Refusal extends Error {
  constructor(sentence, status) {
    super(sentence);
    this.goneOn = status === 409; // what was sent is for a talk that was left in another tab
  }
}

/** What to tell the user of a fault: the server's sentence; a fault of these scripts goes to the console. */
function why(fault) {
  if (fault instanceof Refusal) return fault.message;
  console.error(fault);
  return NO_ANSWER;
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
