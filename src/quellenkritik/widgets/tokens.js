/* Marking a run of words: buttons that are pressed, by mouse or keyboard. The line below them holds the numbers.
   Left and Right go from word to word as they stand on the page; with Shift they widen the mark; Space or Enter marks the
   word, a second word after Shift marks everything between; Escape takes the mark away. */
const group = event.currentTarget;
const buttons = Array.from(group.querySelectorAll("button"));
const line = group.closest(".qk-row").querySelector(".qk-span input");
const number = (button) => Number(button.dataset.number);
const read = () => {
  const found = /^\s*(\d+)(?:\s*[-\u2013]\s*(\d+))?\s*$/.exec(line.value);
  return found ? [Number(found[1]), Number(found[2] || found[1])] : null;
};
const show = () => {
  const span = read();
  buttons.forEach((button) => {
    const inside = Boolean(span) && span[0] <= number(button) && number(button) <= span[1];
    button.setAttribute("aria-pressed", String(inside));
  });
};
const write = (one, other) => {
  const first = Math.min(one, other), last = Math.max(one, other);
  line.value = one === 0 ? "" : first === last ? String(first) : first + "-" + last;
  line.dispatchEvent(new Event("input", { bubbles: true }));
  line.dispatchEvent(new Event("change", { bubbles: true }));
  show();
};
const anchored = () => Number(group.dataset.anchor || 0);
const mark = (button, widen) => {
  const span = read(), at = number(button);
  if (widen && span) { write(anchored() || span[0], at); return; }
  group.dataset.anchor = at;
  if (span && span[0] === at && span[1] === at) { group.dataset.anchor = 0; write(0, 0); } else { write(at, at); }
};
const go = (from, step, widen) => {
  const next = buttons[buttons.indexOf(from) + step];
  if (!next) { return; }
  buttons.forEach((button) => { button.tabIndex = button === next ? 0 : -1; });
  next.focus();
  if (widen) {
    if (!read()) { group.dataset.anchor = number(from); }
    write(anchored() || number(from), number(next));
  }
};
const here = event.target.closest("button");
if (event.type === "click" && here) { mark(here, event.shiftKey); }
else if (event.type === "keydown" && here) {
  const ahead = group.dir === "rtl" ? "ArrowLeft" : "ArrowRight", back = group.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
  const steps = { [ahead]: 1, [back]: -1, ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) { go(here, steps[event.key], event.shiftKey); event.preventDefault(); event.stopPropagation(); }
  else if (event.key === " " || event.key === "Enter") { mark(here, event.shiftKey); event.preventDefault(); event.stopPropagation(); }
  else if (event.key === "Escape") { group.dataset.anchor = 0; write(0, 0); event.preventDefault(); event.stopPropagation(); }
} else { show(); }
