// The payer's telephone: reads what the wallets show, and presses their buttons. Text from orders is only ever text.
'use strict';

const REFRESH_MS = 1000;
const $ = id => document.getElementById(id);
let wallet = location.hash.slice(1);
// What stands on the screen: it is drawn anew only when it changes, or a click could miss its button.
let drawn = '';

async function call(path, body) {
  const answer = await fetch(path, body === undefined ? {} : {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(body),
  });
  const json = await answer.json();
  if (body !== undefined || !answer.ok) {
    $('said').textContent = answer.ok ? '' : json.error;
  }
  return answer.ok ? json : null;
}

function press(word, body) {
  return call(`/wallets/${wallet}/${word}`, body);
}

function button(text, action) {
  const made = document.createElement('button');
  made.textContent = text;
  made.addEventListener('click', async () => { await action(); await refresh(); });
  return made;
}

function row(cells, buttons) {
  const tr = document.createElement('tr');
  for (const text of cells) {
    tr.appendChild(document.createElement('td')).textContent = text;
  }
  tr.appendChild(document.createElement('td')).append(...buttons);
  return tr;
}

function orderRow(order) {
  const open = order.state === 'MADE' || order.state === 'SCANNED';
  const words = [['scan', 'scan'], ['pay', 'pay'], ['refuse', 'refuse'], ['wrong password', 'mistype']];
  const buttons = open ? words.map(([text, word]) => button(text, () => press(word, {order: order.order}))) : [];
  const what = order.subject + (order.confirm_code ? ` (confirmation code ${order.confirm_code})` : '');
  const how = order.by_payer_code ? "payer's code" : order.mode || "merchant's code";
  const back = order.refunded_amount ? `, ${yuan(order.refunded_amount)} given back` : '';
  return row([order.order, yuan(order.amount), what, how, order.state + back], buttons);
}

function agreementRow(consent) {
  const words = {WAITS: [['sign', 'sign'], ['refuse', 'end']], SIGNED: [['end', 'end']], ENDED: []}[consent.state];
  const buttons = words.map(([text, word]) => button(text, () => press(word, {agreement: consent.agreement})));
  return row([consent.agreement, `up to ${yuan(consent.max_amount)} at a time`, consent.state], buttons);
}

function yuan(fen) {
  return `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}

async function refresh() {
  const all = await call('/wallets');
  if (all === null) {
    return;
  }
  if (!all.wallets.some(each => each.wallet === wallet)) {
    wallet = all.wallets[0].wallet;
  }
  const orders = await press('orders');
  const consents = await press('agreements');
  const now = JSON.stringify([wallet, all, orders, consents]);
  if (now === drawn || orders === null || consents === null) {
    return;
  }
  drawn = now;
  $('wallets').replaceChildren(...all.wallets.map(each => {
    const tab = button(each.wallet, () => { wallet = each.wallet; location.hash = wallet; $('code').value = ''; });
    tab.setAttribute('aria-pressed', String(each.wallet === wallet));
    return tab;
  }));
  const mine = all.wallets.find(each => each.wallet === wallet);
  $('by-himself').checked = mine.by_himself;
  if ($('fault').length === 0) {
    $('fault').append(...all.scripts.map(each => new Option(`${each.script}: ${each.text}`, each.script)));
  }
  if (document.activeElement !== $('fault')) {
    $('fault').value = mine.fault;
  }
  $('orders').replaceChildren(...orders.orders.map(orderRow));
  $('agreement-table').hidden = consents.agreements.length === 0;
  $('agreements').replaceChildren(...consents.agreements.map(agreementRow));
}

$('by-himself').addEventListener('change', () => press('by-himself', {on: $('by-himself').checked}));
$('fault').addEventListener('change', () => press('fault', {script: $('fault').value}));
$('show-code').addEventListener('click', async () => {
  const shown = await press('code', {});
  $('code').value = shown === null ? '' : shown.code;
});
$('scan-form').addEventListener('submit', async event => {
  event.preventDefault();
  await press('scan', {order: $('sight').value.trim()});
  await refresh();
});
setInterval(refresh, REFRESH_MS);
refresh();
