"use strict";
// What the pages for payers have in common.
const FINAL = ["succeeded", "failed", "closed", "reversed"];
const TEXT = {
  pending: "Waiting for the payment", processing: "Working on it", unknown: "Asking the wallet",
  succeeded: "Paid", failed: "Not paid", closed: "Closed", reversing: "Being given back", reversed: "Given back",
};
const el = (id) => document.getElementById(id);

function say(id, text) { el(id).textContent = text; }

function money(minor, currency) {
  const text = String(minor).padStart(3, "0");
  return `${text.slice(0, -2)}.${text.slice(-2)} ${currency}`;
}

// A question to this server; null when there is no answer that can be read.
async function ask(method, path, headers, body) {
  const all = body ? { ...headers, "Content-Type": "application/json" } : headers;
  try {
    const answer = await fetch(path, { method, headers: all, body: body && JSON.stringify(body), credentials: "same-origin" });
    return { ok: answer.ok, status: answer.status, json: await answer.json() };
  } catch (unreadable) {
    return null;
  }
}

// Looks again and again, slower and slower, and in the end no more: look() says whether to go on.
function watch(waits, look, givenUp) {
  let n = 0;
  const next = () => {
    if (n === waits.length) return givenUp();
    setTimeout(async () => { if (await look()) next(); }, waits[n++]);
  };
  next();
}

const times = (n, ms) => Array(n).fill(ms);

function showStatus(status) {
  const result = el("result");
  result.className = status;
  result.textContent = TEXT[status] || status;
}

function wayBack(url) {
  if (!url || !/^https?:/.test(url)) return;
  el("back").href = url;
  el("back").hidden = false;
}

function button(parent, text, action) {
  const made = document.createElement("button");
  made.textContent = text;
  made.addEventListener("click", action);
  parent.append(made);
  return made;
}
