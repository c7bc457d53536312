"use strict";
// Renders the contract that this very server validates requests by. Text only: nothing of it becomes markup.
let contract;
function resolve(node) {
  if (!node || !node.$ref) return node;
  return resolve(node.$ref.slice(2).split("/").reduce((at, key) => at[key], contract));
}
function make(parent, tag, text, attributes) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  Object.assign(made, attributes || {});
  parent.append(made);
  return made;
}
function prose(parent, text) {
  for (const part of (text || "").split(/\n\n+/)) {
    if (!part.trim()) continue;
    const paragraph = make(parent, "p");
    part.split(/(`[^`]+`|\*\*[^*]+\*\*)/).forEach((piece) => {
      if (piece.startsWith("`")) make(paragraph, "code", piece.slice(1, -1));
      else if (piece.startsWith("**")) make(paragraph, "strong", piece.slice(2, -2));
      else paragraph.append(piece);
    });
  }
}
function typeOf(schema) {
  const it = resolve(schema) || {};
  if (it.enum) return it.enum.join(" | ");
  if (it.anyOf) return it.anyOf.map(typeOf).join(" or ");
  if (it.type === "array") return "list of " + typeOf(it.items);
  return [it.type || "any", it.format, it.pattern].filter(Boolean).join(" ");
}
function members(parent, schema) {
  const it = resolve(schema);
  if (it && it.anyOf) return it.anyOf.forEach((each) => members(parent, each));
  if (!it || !it.properties) return;
  const table = make(parent, "table");
  for (const [name, property] of Object.entries(it.properties)) {
    const row = make(table, "tr");
    make(make(row, "td"), "code", name);
    make(row, "td", (it.required || []).includes(name) ? "required" : "");
    make(row, "td", typeOf(property));
    make(row, "td", (resolve(property) || {}).description || property.description || "");
  }
}
function operation(main, path, method, it) {
  const section = make(main, "section", undefined, { id: it.operationId });
  const title = make(section, "h2");
  make(title, "span", method, { className: "method" });
  title.append(" ");
  make(title, "code", path);
  prose(section, it.summary);
  prose(section, it.description);
  const parameters = (it.parameters || []).map(resolve);
  if (parameters.length) {
    make(section, "h4", "Parameters");
    const table = make(section, "table");
    for (const parameter of parameters) {
      const row = make(table, "tr");
      make(make(row, "td"), "code", parameter.name);
      make(row, "td", parameter.in + (parameter.required ? ", required" : ""));
      make(row, "td", typeOf(parameter.schema));
      make(row, "td", parameter.description || "");
    }
  }
  const content = it.requestBody && it.requestBody.content["application/json"];
  if (content) {
    make(section, "h4", "Body");
    members(section, content.schema);
    for (const example of Object.values(content.examples || {})) make(section, "pre", JSON.stringify(example.value, null, 2));
  }
  make(section, "h4", "Answers");
  for (const [status, given] of Object.entries(it.responses)) {
    const response = resolve(given);
    make(section, "p", status + " " + response.description);
    const first = Object.values(response.content || {})[0];
    if (first && status !== "default") members(section, first.schema);
  }
}
fetch("/v1/openapi.json").then((answer) => answer.json()).then((json) => {
  contract = json;
  const main = document.getElementById("main");
  const nav = document.getElementById("nav");
  main.replaceChildren();
  make(main, "h1", json.info.title);
  const links = make(main, "p");
  make(links, "a", "openapi.yaml", { href: "/v1/openapi.yaml" });
  prose(main, json.info.description);
  for (const tag of json.tags) {
    make(nav, "h3", tag.name);
    for (const [path, methods] of Object.entries(json.paths)) {
      for (const [method, it] of Object.entries(methods)) {
        if ((it.tags || [])[0] !== tag.name) continue;
        make(nav, "a", it.summary, { href: "#" + it.operationId });
        operation(main, path, method, it);
      }
    }
  }
});
