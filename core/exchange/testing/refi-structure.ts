import type { XmlElement } from '../containers/xml.ts';

/**
 * What an element may have, in words: attributes as `name`, `name:type` and with `!` where they are
 * required; children in their order, with `?`, `*` and `+` as usual, or any of those in brackets.
 */
interface Rule {
  readonly attributes?: string;
  readonly children?: string;
}

/** The parts of a project that may come up in a file without pictures and sound. */
const PROJECT_RULES: Readonly<Record<string, Rule>> = {
  Project: {
    attributes:
      'name! origin creatingUserGUID:guid creationDateTime:time modifyingUserGUID:guid modifiedDateTime:time basePath',
    children:
      'Users? CodeBook? Variables? Cases? Sources? Notes? Links? Sets? Graphs? Description? NoteRef*',
  },
  Users: { children: 'User+' },
  User: { attributes: 'guid:guid! name id' },
  CodeBook: { children: 'Codes' },
  Codes: { children: 'Code+' },
  Code: {
    attributes: 'guid:guid! name! isCodable:boolean! color:color',
    children: 'Description? NoteRef* Code*',
  },
  Sources: { children: '(TextSource PictureSource PDFSource AudioSource VideoSource)' },
  TextSource: {
    attributes:
      'guid:guid! name richTextPath plainTextPath creatingUser:guid creationDateTime:time modifyingUser:guid modifiedDateTime:time',
    children: 'Description? PlainTextContent? PlainTextSelection* Coding* NoteRef* VariableValue*',
  },
  PlainTextSelection: {
    attributes:
      'guid:guid! name startPosition:integer! endPosition:integer! creatingUser:guid creationDateTime:time modifyingUser:guid modifiedDateTime:time',
    children: 'Description? Coding* NoteRef*',
  },
  Coding: {
    attributes: 'guid:guid! creatingUser:guid creationDateTime:time',
    children: 'CodeRef NoteRef*',
  },
  CodeRef: { attributes: 'targetGUID:guid!' },
  NoteRef: { attributes: 'targetGUID:guid!' },
  Sets: { children: 'Set+' },
  Set: {
    attributes: 'guid:guid! name!',
    children: 'Description? MemberCode* MemberSource* MemberNote*',
  },
  MemberCode: { attributes: 'targetGUID:guid!' },
  Description: {},
  PlainTextContent: {},
};

/** A codebook by itself; its sets point to codes by another attribute. */
const CODEBOOK_RULES: Readonly<Record<string, Rule>> = {
  CodeBook: { attributes: 'origin', children: 'Codes Sets?' },
  Codes: { children: 'Code+' },
  Code: {
    attributes: 'guid:guid! name! isCodable:boolean! color:color',
    children: 'Description? Code*',
  },
  Sets: { children: 'Set+' },
  Set: { attributes: 'guid:guid! name!', children: 'Description? MemberCode*' },
  MemberCode: { attributes: 'guid:guid!' },
  Description: {},
};

const HEX = '[0-9a-fA-F]';
const BARE_GUID = `${HEX}{8}(?:-${HEX}{4}){3}-${HEX}{12}`;
const TYPES: Readonly<Record<string, RegExp>> = {
  guid: new RegExp(`^(?:${BARE_GUID}|\\{${BARE_GUID}\\})$`, 'u'),
  color: new RegExp(`^#(?:${HEX}{6}|${HEX}{3})$`, 'u'),
  boolean: /^(?:true|false|0|1)$/u,
  integer: /^[+-]?\d+$/u,
  time: /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/u,
};

/**
 * What is wrong with a file of REFI-QDA 1.0 (schema of 18 March 2019), in words; nothing where it
 * is as published. Beside the schema: every reference leads to something of the file.
 */
export function findStructureFaults(root: XmlElement): string[] {
  const faults: string[] = [];
  const isProject = root.name === 'Project';
  const namespace = `urn:QDA-XML:${isProject ? 'project' : 'codebook'}:1.0`;
  const rules = isProject ? PROJECT_RULES : CODEBOOK_RULES;
  const guids = new Set<string>();
  const references: string[] = [];
  const visit = (element: XmlElement): void => {
    const { name, line, children, attributes } = element;
    const fault = (what: string): void => void faults.push(`line ${line}: ${name} ${what}`);
    const rule = rules[name];
    if (!rule) {
      fault('is not known');
      return;
    }
    if (element.namespace !== namespace) fault(`is in ${element.namespace}`);
    checkAttributes(element, rule, fault);
    checkOrder(children, rule, fault);
    const isReference = name === 'MemberCode' || attributes.has('targetGUID');
    const guid = attributes.get(isReference && isProject ? 'targetGUID' : 'guid');
    if (guid !== undefined && isReference) references.push(guid);
    else if (guid !== undefined) {
      if (guids.has(guid)) fault('has the GUID of another');
      guids.add(guid);
    }
    const user = attributes.get('creatingUser');
    if (user !== undefined) references.push(user);
    for (const child of children) visit(child);
  };
  if (!['Project', 'CodeBook'].includes(root.name)) return [`The root is ${root.name}`];
  visit(root);
  for (const guid of references) if (!guids.has(guid)) faults.push(`Nothing has the GUID ${guid}`);
  return faults;
}

function checkAttributes(
  { attributes }: XmlElement,
  rule: Rule,
  fault: (what: string) => void,
): void {
  const left = new Set(attributes.keys());
  left.delete('xmlns');
  for (const part of rule.attributes?.split(' ') ?? []) {
    const [, name = '', type, required] = /^(\w+)(?::(\w+))?(!?)$/u.exec(part) ?? [];
    left.delete(name);
    const value = attributes.get(name);
    if (value === undefined && required === '!') fault(`has no ${name}`);
    const pattern = type === undefined ? undefined : TYPES[type];
    if (value !== undefined && pattern && !pattern.test(value)) fault(`has ${name}="${value}"`);
  }
  for (const name of left) fault(`may not have ${name}`);
}

function checkOrder(
  children: readonly XmlElement[],
  { children: order = '' }: Rule,
  fault: (what: string) => void,
): void {
  const names = children.map(({ name }) => `${name} `).join('');
  const any = /^\((.*)\)$/u.exec(order)?.[1];
  const pattern =
    any === undefined
      ? order.replaceAll(/(\w+)([?*+]?) ?/gu, '(?:$1 )$2')
      : `(?:${any.replaceAll(/(\w+) ?/gu, '$1 |').replace(/\|$/u, '')})+`;
  if (!new RegExp(`^${pattern}$`, 'u').test(names)) fault(`has its parts in the order ${names}`);
}
