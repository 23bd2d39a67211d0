import type { Attribute, Codebook } from '../../../codebook/codebook.ts';
import { categoryNames, nameAmong } from '../../content/content-lookup.ts';
import { controlName, LABELS, TEXT } from './names.ts';

/** How an attribute is asked for; categories that have one of the same id share it. */
interface Control {
  readonly type: 'choices' | 'textarea';
  /** Of the first category that has it. */
  readonly label: string;
  /** Names of categories and of values. */
  readonly labels: readonly string[];
  readonly values: readonly string[];
}

export type Controls = ReadonlyMap<string, Control>;

/** What is asked for, by the ids of attributes. */
export function controlsOf(codebook: Codebook): Controls {
  const names = categoryNames(codebook);
  const controls = new Map<string, Control>();
  for (const category of codebook.categories) {
    for (const attribute of category.attributes) {
      const { id, type, label } = attribute;
      const known = controls.get(id);
      const isChoice = type === 'enum' && (known === undefined || known.type === 'choices');
      controls.set(id, {
        type: isChoice ? 'choices' : 'textarea',
        label: known?.label ?? label,
        labels: [...(known?.labels ?? []), names.get(category.id) ?? category.id],
        values: [...new Set([...(known?.values ?? []), ...valueNames(attribute)])],
      });
    }
  }
  return controls;
}

function valueNames({ values = [] }: Attribute): string[] {
  return values.map((value) => nameAmong(values, value));
}

/** The configuration of a project into which the tasks can be loaded. */
export function writeConfiguration(codebook: Codebook, controls: Controls): string {
  const names = categoryNames(codebook);
  const lines = codebook.categories.map(({ id, color, hotkey }) =>
    element('Label', {
      value: names.get(id) ?? id,
      background: color.light,
      ...(hotkey === undefined ? {} : { hotkey }),
    }),
  );
  const asked = Array.from(controls, ([id, { type, label, labels, values }]) => {
    const attributes = {
      name: controlName(id),
      toName: TEXT,
      perRegion: 'true',
      // Names are separated by commas there; one with a comma in it cannot be told from two.
      ...(labels.some((each) => each.includes(','))
        ? {}
        : { whenTagName: LABELS, whenLabelValue: labels.join(',') }),
    };
    const control =
      type === 'textarea'
        ? `    ${element('TextArea', { ...attributes, maxSubmissions: '1', editable: 'true' })}`
        : [
            `    ${opening('Choices', { ...attributes, choice: 'single' })}`,
            ...values.map((value) => `      ${element('Choice', { value })}`),
            '    </Choices>',
          ].join('\n');
    return [
      `  ${opening('View', { visibleWhen: 'region-selected' })}`,
      `    ${element('Header', { value: label })}`,
      control,
      '  </View>',
    ].join('\n');
  });
  // Two hyphens would end the comment.
  const comment = `${codebook.name} (${codebook.id}), version ${codebook.version}`.replaceAll(
    '--',
    '‐‐',
  );
  return [
    '<View>',
    `  <!-- Codebook: ${comment} -->`,
    `  ${opening('Labels', { name: LABELS, toName: TEXT })}`,
    ...lines.map((line) => `    ${line}`),
    '  </Labels>',
    // Without this the browser folds white space, and offsets are off.
    '  <Style>.htx-text { white-space: pre-wrap; }</Style>',
    `  ${element('Text', { name: TEXT, value: '$text' })}`,
    ...asked,
    '</View>',
    '',
  ].join('\n');
}

function opening(name: string, attributes: Readonly<Record<string, string>>): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`);
  return `<${name}${written.join('')}>`;
}

function element(name: string, attributes: Readonly<Record<string, string>>): string {
  return opening(name, attributes).replace(/>$/u, '/>');
}

function escape(value: string): string {
  return value.replaceAll(/[&<>"'\t\r\n]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`);
}
