// Finds the number that a guarded survey asks for, so that nobody who has scripts waits a minute. Nothing leaves the page
// but the number. Browsers without crypto.subtle (pages not sent over https) wait as those without scripts do.

const zeros = (digest) => {
  let count = 0;
  for (const byte of digest) {
    if (byte) return count + Math.clz32(byte) - 24;
    count += 8;
  }
  return count;
};

/** The first number for which SHA-256 of `token:number` begins with `bits` zeros. */
const find = async (token, bits) => {
  const encoder = new TextEncoder();
  for (let number = 0; ; number += 1) {
    const digest = await crypto.subtle.digest('SHA-256', encoder.encode(`${token}:${number}`));
    if (zeros(new Uint8Array(digest)) >= bits) return number;
    if (number % 500 === 499) await new Promise((go) => { setTimeout(go); });
  }
};

const answer = document.getElementById('proof');
const words = document.getElementById('proof-words');
if (answer && crypto.subtle) {
  words.textContent = words.dataset.working;
  answer.value = await find(answer.form.elements.challenge.value, Number(answer.dataset.bits));
  words.textContent = words.dataset.ready;
}
