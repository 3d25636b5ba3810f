/* The way of the papers on the page of custody: the steps and gaps of the form as a list that grows, what is made from a
   paper below it. The order is that of the package (figures/tree.py): attested steps first, a circle is left open. */
(function () {
  "use strict";
  window.qkViews = window.qkViews || {};
  window.qkViews.custody = function (place, tree, spec) {
    const { make } = window.qkFields;
    const fields = (name) => spec.sections.find((section) => section.name === name).fields;
    const [stations, agents] = ["child", "agent"].map((name) => fields("steps").find((field) => field.name === name));
    const where = fields("gaps").find((field) => field.name === "look_in"), label = (id) => stations.labels[id] || id;
    const sound = (row) => stations.choices.includes(row.child) && stations.choices.includes(row.parent) && row.child !== row.parent;
    const steps = tree.steps.filter(sound).map((row) => ({ child: row.child, parent: row.parent, gap: false,
      words: [(agents.labels[row.agent] || "").split(",")[0], row.date, row.quote].filter(Boolean).join(", ") }));
    const gaps = tree.gaps.filter(sound).map((row) => ({ child: row.child, parent: row.parent, gap: true,
      words: row.look_in ? `one would have to look here: ${where.labels[row.look_in] || row.look_in}` : "" }));
    const links = steps.concat(gaps), first = new Map(), reached = new Set();
    const above = (id) => { const line = [id]; while (first.has(line[line.length - 1])) { line.push(first.get(line[line.length - 1]).parent); } return line; };
    links.forEach((link) => {
      if (!first.has(link.child) && !above(link.parent).includes(link.child)) { first.set(link.child, link); }
      reached.add(link.child).add(link.parent);
    });
    const line = (id) => {
      const link = first.get(id), below = stations.choices.filter((other) => first.has(other) && first.get(other).parent === id);
      const more = links.filter((other) => other.child === id && other !== link).map((other) => `${other.gap ? "gap towards" : "also from"} ${label(other.parent)}`);
      const told = [link && link.gap ? "a gap, no quotation shows the step" : "", link ? link.words : "", ...more].filter(Boolean).join("; ");
      return make("li", { class: link && link.gap ? "qk-gap" : false }, [link && link.gap ? "? " : "", label(id),
        ...(told ? [make("br"), make("small", { text: told })] : []), ...(below.length ? [make("ul", {}, below.map(line))] : [])]);
    };
    const roots = stations.choices.filter((id) => reached.has(id) && !first.has(id)), alone = stations.choices.filter((id) => !reached.has(id));
    place.replaceChildren(make("p", { text: roots.length ? "The way of the papers, as your answer has it; what is made from a paper stands below it:"
      : "The way of the papers is drawn here as you fill in steps and gaps." }), make("ul", { class: "qk-chain" }, roots.map(line)),
    ...(roots.length && alone.length ? [make("p", { class: "qk-about", text: `Not joined yet: ${alone.map(label).join("; ")}.` })] : []));
  };
})();
