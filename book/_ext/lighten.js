// The button that leads back to the top; and what few readers use, fetched when one reaches for it: Bootstrap for menus and
// tips, the button that copies code.
(() => {
  "use strict";
  const folder = (document.documentElement.dataset.content_root || "./") + "_static/";
  const LATER = [
    ["[data-bs-toggle]", ["scripts/bootstrap.js"]],
    ["div.highlight", ["clipboard.min.js", "copybutton.js"]],
  ];
  const asked = {};

  const fetched = (name) => {
    asked[name] = asked[name] || new Promise((done) => {
      const script = document.createElement("script");
      script.src = folder + name;
      script.onload = done;
      document.head.append(script);
    });
    return asked[name];
  };

  const reached = (element) => {
    for (const [some, names] of LATER) {
      if (element.closest && element.closest(some)) {
        names.reduce((before, name) => before.then(() => fetched(name)), Promise.resolve());
      }
    }
  };
  for (const event of ["pointerover", "focusin", "touchstart"]) {
    document.addEventListener(event, (e) => reached(e.target), { passive: true });
  }
  // A press that came before Bootstrap was there is repeated when it is.
  document.addEventListener("click", (e) => {
    const menu = e.target.closest && e.target.closest("[data-bs-toggle='dropdown']");
    if (!menu || window.bootstrap) return;
    e.preventDefault();
    e.stopPropagation();
    fetched("scripts/bootstrap.js").then(() => menu.click());
  }, true);

  const up = document.getElementById("pst-back-to-top");
  const head = document.querySelector(".bd-header");
  if (!up || !head) return;
  const edge = head.getBoundingClientRect().bottom;
  let last = window.scrollY;
  up.addEventListener("click", () => window.scrollTo(0, 0));
  window.addEventListener("scroll", () => {
    up.style.display = last > window.scrollY && window.scrollY > edge ? "block" : "none";
    last = window.scrollY;
  }, { passive: true });
})();
