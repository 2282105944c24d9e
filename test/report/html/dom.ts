import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';

export type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

/** A page as a browser reads it. */
export function parsed(page: string): DefaultTreeAdapterTypes.Document {
  return parse(page);
}

/** Every element under a node, in document order, as far as the function picks it. */
export function elements(root: Node, isWanted: (element: Element) => boolean = () => true): Element[] {
  const children = 'childNodes' in root ? root.childNodes : [];
  return children.flatMap((child) => {
    const inner = elements(child, isWanted);
    return defaultTreeAdapter.isElementNode(child) && isWanted(child) ? [child, ...inner] : inner;
  });
}

export function attribute(element: Element, name: string): string | null {
  return element.attrs.find((each) => each.name === name)?.value ?? null;
}

function classes(element: Element): string[] {
  return (attribute(element, 'class') ?? '').split(' ');
}

/** Elements with a class. */
export function withClass(root: Node, name: string): Element[] {
  return elements(root, (element) => classes(element).includes(name));
}

export function withTag(root: Node, name: string): Element[] {
  return elements(root, (element) => element.tagName === name);
}

/** Text under a node, its white space as one space each. */
export function textOf(root: Node): string {
  return rawText(root).replaceAll(/\s+/g, ' ').trim();
}

/** Text under a node as it stands. */
export function rawText(root: Node): string {
  if ('value' in root) return root.value;
  return 'childNodes' in root ? root.childNodes.map(rawText).join('') : '';
}
