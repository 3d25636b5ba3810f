/* The rules of single exercises, told as data (tasks/form_rules.py) and looked at here: what belongs together in an answer.
   Each takes {rule, tree, section, entries, add}; add(entry or null, field or null, problem). */
(function () {
  "use strict";
  const checks = window.qkChecks, { quoted, listed } = checks;
  const filled = (values, names) => names.every((name) => values[name] && values[name].length);
  const said = (rule, came) => ({ came, expected: rule.expected, hint: rule.hint || "" });

  function cyclic(pairs) {
    const above = {}, done = {};
    pairs.forEach(([child, parent]) => { (above[child] = above[child] || []).push(parent); });
    const walk = (node) => {
      if (done[node]) { return done[node] === 1; }
      done[node] = 1;
      const met = (above[node] || []).some(walk);
      done[node] = 2;
      return met;
    };
    return Object.keys(above).some(walk);
  }

  const ends = (values, rule) => rule.ends.map((name) => values[name] || "");

  window.qkRules = {
    /* a quotation that belongs to this very item */
    own({ rule, spec, entries, add }) {
      entries.forEach(([name, values]) => {
        const value = values[rule.field];
        if (value && spec.known.includes(value) && !(rule.own[name] || []).includes(value)) { add(name, rule.field, said(rule, quoted(value))); }
      });
    },
    /* words that stand in the text as they are; the text is the item's, or of the item that another field names */
    run({ rule, section, entries, add }) {
      const field = section.fields.find((one) => one.name === rule.field);
      entries.forEach(([name, values]) => {
        const value = values[rule.field], text = rule.texts[rule.by ? values[rule.by] : name];
        const asked = value && text !== undefined && !field.choices.includes(value) && filled(values, rule.whole || []);
        if (asked && !checks.isRun(value, text, rule.most)) { add(name, rule.whole ? null : rule.field, said(rule, quoted(value))); }
      });
    },
    /* the words of the quotation that is named beside them */
    exact({ rule, entries, add }) {
      entries.forEach(([name, values]) => {
        const text = rule.texts[values[rule.at]], value = values[rule.field];
        if (text !== undefined && !checks.isExact(value, text, rule.least)) {
          add(name, rule.field, Object.assign(said(rule, value ? quoted(value) : "nothing"),
            { expected: rule.expected.replace("{}", values[rule.at]), missing: !value }));
        }
      });
    },
    most({ rule, entries, add }) {
      entries.forEach(([name, values]) => {
        const count = listed(values[rule.field]).length;
        if (count > rule.most) { add(name, rule.field, said(rule, `${count} ids`)); }
      });
    },
    /* a value that does not go with the value of another field */
    clash({ rule, entries, add }) {
      entries.forEach(([name, values]) => {
        if (rule.when.includes(values[rule.if]) && values[rule.field] === rule.value) {
          add(name, rule.field, said(rule, `'${rule.value}' beside '${values[rule.if]}'`));
        }
      });
    },
    /* a sign of forgery, with its place, only where the paper is held for altered */
    sign({ rule, entries, add }) {
      entries.forEach(([name, values]) => {
        const named = values.tell && values.tell !== rule.none, stated = checks.isNumber(values.altered, 0, 1) ? +values.altered : null;
        if (named && stated !== null && stated < rule.least) { add(name, null, said(rule, `the sign ${values.tell} at ${stated}`)); }
        else if (named && (!values.where || values.where === rule.none)) { add(name, "where", { expected: rule.place, missing: true }); }
      });
    },
    /* words such as none that stand alone */
    alone({ rule, entries, add }) {
      entries.forEach(([name, values]) => {
        const given = values[rule.field], alone = rule.alone[name] || rule.alone[""];
        const single = given.length === 1 && alone.includes(given[0]);
        if (given.length && !single && given.some((value) => rule.words.includes(value))) {
          add(name, rule.field, Object.assign(said(rule, given.join(", ")), { expected: rule.expected.replace("{}", alone.join(", or ")) }));
        }
      });
    },
    /* numbers of words that the text has; and not too many marks on one text */
    within({ rule, entries, add }) {
      entries.forEach(([name, values]) => {
        const most = rule.sizes[values[rule.by]], found = checks.numbers(values[rule.field] || "");
        if (most && found && found[1] > most) { add(name, rule.field, said(rule, quoted(values[rule.field]))); }
      });
      Object.keys(rule.sizes).forEach((item) => {
        const many = entries.filter(([, values]) => values[rule.by] === item).length;
        if (many > rule.most) { add(null, null, { came: `${many} marks on ${item}`, expected: `at most ${rule.most}`, hint: rule.first, where: `${rule.section} on ${item}` }); }
      });
    },
    /* rows that join two different things, each pair once */
    pairs({ rule, entries, add }) {
      const seen = [];
      entries.forEach(([name, values]) => {
        const [child, parent] = ends(values, rule), pair = `${child} < ${parent}`;
        if (child && child === parent) { add(name, null, { came: `'${child}' from itself`, expected: "two different ones" }); }
        else if (child && parent && seen.includes(pair)) { add(name, null, { came: `'${child}' from '${parent}' again`, expected: "each pair once" }); }
        seen.push(pair);
      });
    },
    /* a pair in two sections */
    cross({ rule, tree, add }) {
      const both = (section) => tree[section].map((values) => ends(values, rule).join(" from ")).filter((pair) => pair !== " from ");
      const other = new Set(both(rule.other));
      new Set(both(rule.section).filter((pair) => other.has(pair))).forEach((pair) => add(null, null, said(rule, pair)));
    },
    circle({ rule, entries, add }) {
      const pairs = entries.map(([, values]) => ends(values, rule))
        .filter(([child, parent]) => child && parent && child !== parent && !(rule.unless || []).includes(parent));
      if (cyclic(pairs)) { add(null, null, said(rule, "a circle")); }
    },
    /* at most two parents, each once */
    parents({ rule, entries, add }) {
      const above = new Map();
      entries.forEach(([, values]) => {
        const [child, parent] = ends(values, rule);
        if (child) { above.set(child, (above.get(child) || []).concat(parent)); }
      });
      above.forEach((parents, child) => {
        const where = `${rule.section}, ${child}`;
        if (parents.length > rule.most) { add(null, null, { came: `${parents.length} rows for ${child}`, expected: `at most ${rule.most}`, where }); }
        else if (new Set(parents).size < parents.length) { add(null, null, { came: `'${child}' from '${parents[0]}' twice`, expected: "each once", where }); }
      });
    },
    /* the reason of a step of descent, and the quotations that it rests on */
    grounds({ rule, entries, add }) {
      entries.forEach(([name, values]) => {
        const { child, parent, ground, locus } = values, quotes = listed(values.quotes);
        const cites = (ids) => (ids || []).some((id) => quotes.includes(id));
        if (rule.unless.includes(parent) || !(child in rule.credit)) { return; }
        if (child === parent) { add(name, null, { came: `'${child}' as its own parent`, expected: "two different texts" }); }
        else if (!ground && !rule.unsure.includes(values.confidence)) { add(name, "ground", Object.assign(said(rule, "nothing"), { missing: true })); }
        else if (ground === rule.line && !cites(rule.credit[child])) { add(name, "quotes", { came: "no credit line of the child", expected: "the number of its credit line" }); }
        else if (rule.proofs.includes(ground)) {
          [child, parent].filter((who) => !cites((rule.cells[who] || {})[locus])).forEach((who) => {
            add(name, "quotes", { came: `none of ${who || "the other"} at ${locus || "a locus"}`, expected: "a quotation of both at the locus" });
          });
        }
      });
    },
    /* about as many words as the sentence that is rendered */
    length({ rule, entries, add }) {
      entries.forEach(([name, values]) => {
        const count = checks.lower(values[rule.field]).length, [low, high, expected] = rule.words[name];
        if (values[rule.field] && (count < low || count > high)) { add(name, rule.field, { came: `${count} words`, expected }); }
      });
    },
  };
})();
