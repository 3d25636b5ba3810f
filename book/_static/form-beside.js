/* What is given, beside its question: copies of the rows of the given material that name an item or its quotations.
   window.qkBeside() -> {of(ids, needed, fields)}: a part that unfolds, or nothing where the material names none of them. */
(function () {
  "use strict";
  const { make } = window.qkFields, HEAD = "h2, h3, h4, h5, h6";

  /* A copy without ids, and without headings: those of the page stay its outline. */
  function bare(node, deep) {
    if (node.matches(HEAD)) { return make("p", { class: "qk-beside-head" }, Array.from(node.cloneNode(true).childNodes)); }
    const copy = node.cloneNode(deep);
    [copy, ...copy.querySelectorAll("[id]")].forEach((one) => one.removeAttribute("id"));
    return copy;
  }

  /* A heading with all that stands below it, up to the next one. */
  function block(head) {
    const found = [head];
    for (let next = head.nextElementSibling; next && next.tagName !== head.tagName; next = next.nextElementSibling) { found.push(next); }
    return found;
  }

  /* The tables with only those rows that are asked for, the blocks and paragraphs whole; each once, in their order. */
  function copies(codes, ids) {
    const rows = new Map(), blocks = [];
    ids.forEach((id) => (codes.get(id) || []).forEach((code) => {
      const head = code.closest(HEAD), row = code.closest("tr"), text = code.closest("p");
      if (head) { blocks.push(...block(head)); }
      else if (row) { rows.set(row.closest("table"), (rows.get(row.closest("table")) || new Set()).add(row)); }
      else if (text && !code.closest("li")) {
        const table = text.previousElementSibling;
        blocks.push(...(table && table.caption && table.caption.textContent.includes(id) ? [table, text] : [text]));
      }
    }));
    const found = new Set(blocks);
    rows.forEach((_, table) => { if (!blocks.some((one) => one.contains(table))) { found.add(table); } });
    const ordered = Array.from(found).sort((one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    return ordered.map((node) => {
      if (!rows.has(node) || blocks.includes(node)) { return bare(node, true); }
      const copy = bare(node, false), body = make("tbody");
      [node.caption, node.tHead].filter(Boolean).forEach((part) => copy.append(bare(part, true)));
      Array.from(node.querySelectorAll("tbody tr")).filter((row) => rows.get(node).has(row)).forEach((row) => body.append(bare(row, true)));
      copy.append(body);
      return copy;
    });
  }

  window.qkBeside = function () {
    const codes = new Map(), open = [];
    document.querySelectorAll(".given code").forEach((code) => codes.set(code.textContent, (codes.get(code.textContent) || []).concat(code)));
    const there = (id) => (codes.get(id) || []).some((code) => code.closest(`${HEAD}, tr`) || (code.closest("p") && !code.closest("li")));
    return {
      of(ids, needed, fields) {
        const some = needed !== null ? there(needed) || ids().some(there) : fields.some((declared) => declared.choices.some((word) => there(word)));
        if (!some) { return []; }
        const inside = make("div", { class: "given" });
        const part = make("details", { class: "qk-beside" }, [make("summary", { text: "What is given on this" }), inside]);
        const draw = () => {
          if (!part.open) { return; }
          const found = copies(codes, ids().filter(Boolean));
          inside.replaceChildren(...(found.length ? found : [make("p", { text: "Choose first; then it stands here." })]));
        };
        part.addEventListener("toggle", draw);
        if (needed === null) { open.push(draw); }
        return [part];
      },
      changed() { open.forEach((draw) => draw()); },
    };
  };
})();
