/** The part of JSON Schema that the schema of cases uses, save for facts, which `faults.js` looks at by their kinds. */

import { isMapping } from "tenken/values.js";

const TYPES = {
  object: isMapping,
  array: Array.isArray,
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  integer: Number.isInteger,
  boolean: (value) => typeof value === "boolean",
};

/** The paths, as lists of keys, at which a value does not fit a schema; `root` holds the definitions. */
export function misfits(schema, value, root = schema, path = []) {
  if (schema === true) return [];
  if (schema.$ref) return misfits(root.$defs[schema.$ref.split("/").at(-1)], value, root, path);
  if (schema.anyOf) {
    return schema.anyOf.some((one) => !misfits(one, value, root, path).length) ? [] : [path];
  }
  if (!fitsAlone(schema, value)) return [path];
  if (Array.isArray(value)) {
    return value.flatMap((item, place) => misfits(schema.items ?? true, item, root, [...path, place]));
  }
  return isMapping(value) ? within(schema, value, root, path) : [];
}

function fitsAlone(schema, value) {
  if (schema.type && !TYPES[schema.type](value)) return false;
  if (schema.enum && !schema.enum.includes(value)) return false;
  if (Array.isArray(value)) return value.length >= (schema.minItems ?? 0);
  if (typeof value !== "string") return true;
  const length = [...value].length;
  const long = length >= (schema.minLength ?? 0) && length <= (schema.maxLength ?? Infinity);
  return long && (!schema.pattern || new RegExp(schema.pattern, "u").test(value));
}

/** The entries of a mapping. That the case itself is not complete yet is no fault: it is being filled in. */
function within(schema, value, root, path) {
  const missing = path.length ? (schema.required ?? []).filter((key) => !Object.hasOwn(value, key)) : [];
  const others = schema.additionalProperties ?? true;
  const found = Object.keys(value).flatMap((key) => {
    const own = Object.hasOwn(schema.properties ?? {}, key) ? schema.properties[key] : others;
    return own === false ? [[...path, key]] : misfits(own, value[key], root, [...path, key]);
  });
  return [...missing.map((key) => [...path, key]), ...found];
}
