/* The stemma's workbench on its page: the tree of the form drawn as it grows, the same as a list, and the origins counted.
   The layout and the count are those of the package (figures/tree.py, tasks/stemma_origins.py); a test compares them. */
(function () {
  "use strict";
  var SVG = "http://www.w3.org/2000/svg", STEP_Y = 34, BOX_H = 25, MARGIN = 16;

  function node(name, attributes, children) {
    var made = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    (children || []).forEach(function (child) { made.appendChild(child); });
    return made;
  }

  function text(name, words, attributes) { var made = node(name, attributes || {}); made.textContent = words; return made; }

  function html(tag, words, children, attributes) {
    var made = document.createElement(tag);
    if (words !== null) { made.textContent = words; }
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    (children || []).forEach(function (child) { made.appendChild(child); });
    return made;
  }

  /* Only sound rows count: known child and parent, at most two parents a child, none twice (tasks/stemma_score.rows). */
  function sound(rows, data) {
    var places = data.texts.concat(data.documents, data.gaps), children = {};
    rows.forEach(function (row) {
      if (data.children.indexOf(row.child) >= 0 && places.indexOf(row.parent) >= 0 && row.child !== row.parent) {
        (children[row.child] = children[row.child] || []).push(row);
      }
    });
    return Object.keys(children).reduce(function (found, child) {
      var parents = children[child].map(function (r) { return r.parent; });
      var fits = parents.length <= 2 && new Set(parents).size === parents.length;
      return fits ? found.concat(children[child]) : found;
    }, []);
  }

  function gapped(row, data) { return data.gaps.indexOf(row.parent) >= 0 ? row.parent + " above " + row.child : row.parent; }

  function edges(rows, data) {
    var own = sound(rows, data).map(function (row) {
      var ground = data.grounds[row.ground] || "";
      return { parent: gapped(row, data), child: row.child, sure: row.confidence === "certain" || row.confidence === "high",
        words: ground + (ground && row.locus ? ": " + row.locus : "") };
    });
    return data.given.map(function (pair) {
      return { child: pair[0], parent: pair[1], sure: true, words: data.words.given };
    }).concat(own);
  }

  function origins(found, carriers) {
    var above = {}, ends = new Set();
    found.forEach(function (e) { (above[e.child] = above[e.child] || []).push(e.parent); });
    carriers.forEach(function (text) {
      var waiting = [text], seen = new Set();
      while (waiting.length) {
        var here = waiting.pop();
        if (seen.has(here)) { continue; }
        seen.add(here);
        if (above[here]) { waiting = waiting.concat(above[here]); } else { ends.add(here); }
      }
    });
    return ends;
  }

  function count(found, data, locus) {
    var ends = origins(found, data.carriers[locus]);
    var sure = data.documents.filter(function (d) { return ends.has(d); }).length;
    var fewest = Math.max(1, sure), most = Math.max(1, ends.size);
    return fewest === most ? String(most) : fewest + " to " + most;
  }

  function layout(ids, found) {
    var parent = {}, children = {}, rows = {}, depth = {}, order = [], row = 0;
    function line(id) { var up = [id]; while (parent[up[up.length - 1]] !== undefined) { up.push(parent[up[up.length - 1]]); } return up; }
    found.forEach(function (e) {
      if (parent[e.child] === undefined && line(e.parent).indexOf(e.child) < 0) { parent[e.child] = e.parent; }
    });
    ids.forEach(function (id) { children[id] = ids.filter(function (other) { return parent[other] === id; }); });
    (function walk(list, level) {
      list.forEach(function (id) { order.push(id); depth[id] = level; walk(children[id], level + 1); });
    })(ids.filter(function (id) { return parent[id] === undefined; }), 0);
    order.forEach(function (id) { if (!children[id].length) { rows[id] = row; row += 1; } });
    order.slice().reverse().forEach(function (id) {
      var below = children[id];
      if (below.length) { rows[id] = (rows[below[0]] + rows[below[below.length - 1]]) / 2; }
    });
    return { rows: rows, depth: depth, height: row };
  }

  function draw(found, data, lines) {
    var gaps = found.map(function (e) { return e.parent; }).filter(function (p) { return / above /.test(p); });
    var ids = data.documents.concat(data.texts, gaps), plan = layout(ids, found), width = 760;
    var deepest = Math.max.apply(null, ids.map(function (id) { return plan.depth[id]; }));
    var step = (width - 2 * MARGIN + 26) / (deepest + 1), box = Math.min(step - 26, 120), pieces = [];
    function x(id) { return MARGIN + plan.depth[id] * step; }
    function y(id) { return 12 + STEP_Y * plan.rows[id]; }
    found.forEach(function (e) {
      var x0 = x(e.parent) + box, y0 = y(e.parent) + BOX_H / 2, x1 = x(e.child), y1 = y(e.child) + BOX_H / 2;
      var bend = Math.max(14, (x1 - x0) / 2);
      pieces.push(node("path", { class: e.sure ? "line" : "line unsure",
        d: "M" + x0 + " " + y0 + "C" + (x0 + bend) + " " + y0 + " " + (x1 - bend) + " " + y1 + " " + x1 + " " + y1 }));
    });
    ids.forEach(function (id) {
      var kind = data.documents.indexOf(id) >= 0 ? "document" : / above /.test(id) ? "unseen" : "press";
      pieces.push(node("rect", { class: kind, x: x(id), y: y(id), width: box, height: BOX_H, rx: kind === "document" ? 3 : 12 }));
      pieces.push(text("text", id.split(" above ")[0], { x: x(id) + box / 2, y: y(id) + 17, "text-anchor": "middle" }));
    });
    var height = 24 + STEP_Y * plan.height;
    return node("svg", { viewBox: "0 0 " + width + " " + height, width: width, role: "img", class: "qk-tree",
      "aria-labelledby": "qk-tree-title qk-tree-desc" }, [text("title", data.words.tree, { id: "qk-tree-title" }),
      text("desc", lines.join(" "), { id: "qk-tree-desc" })].concat(pieces));
  }

  function table(found, data) {
    var head = html("tr", null, data.words.head.concat([data.words.editors]).map(function (w) { return html("th", w, [], { scope: "col" }); }));
    var rows = Object.keys(data.carriers).map(function (locus) {
      return html("tr", null, [html("th", locus, [], { scope: "row" }), html("td", String(data.carriers[locus].length)),
        html("td", count(found, data, locus)), html("td", data.editors[locus])]);
    });
    return html("table", null, [html("caption", data.words.title), html("thead", null, [head]), html("tbody", null, rows)], { class: "qk-table" });
  }

  window.qkViews = window.qkViews || {};
  window.qkViews.stemma = function (place, tree, spec) {
    var data = spec.extra, found = edges(tree.edges || [], data);
    var lines = found.map(function (e) {
      return e.child + " from " + e.parent + ": " + (e.sure ? "certain or likely" : "possible") + (e.words ? " (" + e.words + ")" : "") + ".";
    });
    place.replaceChildren(
      html("div", null, [draw(found, data, lines)], { class: "table-scroll", tabindex: "0", role: "region", "aria-label": data.words.tree }),
      html("details", null, [html("summary", data.words.list), html("ol", null, lines.map(function (l) { return html("li", l); }))]),
      html("div", null, [table(found, data)], { class: "table-scroll", tabindex: "0", role: "region", "aria-label": data.words.title }),
      html("p", data.words.about));
  };
})();
