/** Elements made in one expression, and ids that occur once. */

/** `h("p", {class: "note", onclick: f}, "text", child)`; attributes that are false, null or undefined are left out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

let made = 0;

/** An id that no other element has. */
export function newId(stem) {
  made += 1;
  return `${stem}-${made}`;
}

/** A button that does something at once. */
export function button(text, onclick, attributes = {}) {
  return h("button", { type: "button", onclick, ...attributes }, text);
}

/** Details whose content is made when they are first opened. `key` names them in `open`, which remembers the open ones. */
export function folded(summary, content, { key, open, ...attributes } = {}) {
  const element = h("details", attributes, h("summary", {}, summary));
  const fill = () => {
    if (element.childElementCount === 1) element.append(...[content()].flat());
  };
  element.addEventListener("toggle", () => {
    if (element.open) fill();
    if (open) element.open ? open.add(key) : open.delete(key);
  });
  if (open?.has(key)) {
    element.open = true;
    fill();
  }
  return element;
}
