"use strict";
// Where a payer comes back from a wallet. What the wallet has written into the address is dropped unread.
const WAITS_MS = [...times(10, 1000), ...times(20, 2000)];
const token = location.pathname.slice("/result/".length);
history.replaceState(null, "", location.pathname);
let latest = {};

async function look() {
  const answer = await ask("GET", "/result/state", { Authorization: "Bearer " + token });
  if (answer && answer.status === 401) {
    say("result", "This page is over. The shop knows whether you have paid.");
    return false;
  }
  if (!answer || !answer.ok) return true;
  latest = answer.json;
  say("merchant", latest.merchant);
  say("amount", money(latest.amount, latest.currency));
  showStatus(latest.status);
  if (!FINAL.includes(latest.status)) return true;
  end();
  return false;
}

function end() {
  wayBack(latest.return_url);
}

function givenUp() {
  say("hint", "This takes longer than usual. The shop will learn how it ends.");
  button(el("products"), "Look again", () => location.reload());
  end();
}

look().then((goOn) => { if (goOn) watch(WAITS_MS, look, givenUp); });
