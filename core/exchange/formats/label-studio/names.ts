/** Names of the elements of the configuration, which results refer to. */
export const LABELS = 'label';
export const TEXT = 'text';

/** What results call an attribute: its id, unless labels or the text are called so. */
export function controlName(attribute: string): string {
  return [LABELS, TEXT].includes(attribute) ? `${attribute}_` : attribute;
}

/** The attribute that results call so. */
export function attributeName(control: string): string {
  return [LABELS, TEXT].some((each) => control === `${each}_`) ? control.slice(0, -1) : control;
}
