import type { Attribute } from '#core/codebook/codebook.ts';
import type { Tag } from '#core/tags/tag.ts';

import { isRow, ValueChoice } from '../controls/fields/ValueChoice.tsx';
import type { ArticleModel } from '../model/state/article-model.ts';
import { commonOf } from '../model/state/selected-tags.ts';
import { SpanField } from './SpanField.tsx';

/** Stands in place of a value where the tags have different ones. */
export const MIXED = 'mixed';

interface AttributeFieldProps {
  readonly attribute: Attribute;
  readonly tags: readonly Tag[];
  readonly article: ArticleModel;
  readonly disabled: boolean;
  /** Answers whether it is on disk. */
  readonly onChange: (value: string) => Promise<boolean>;
  /** On to the next field. */
  readonly onNext: () => void;
}

/** One attribute of some tags, in the form that its kind asks for. */
export function AttributeField(props: AttributeFieldProps) {
  const { attribute, tags, disabled, onChange, onNext } = props;
  const value = commonOf(tags, (tag) => tag.attributes[attribute.id] ?? '');
  const otherwise = value === undefined ? MIXED : undefined;
  if (formOf(attribute) === 'text') {
    return <SpanField {...props} value={value ?? ''} placeholder={otherwise} />;
  }
  return (
    <ValueChoice
      attribute={attribute}
      value={value ?? null}
      otherwise={otherwise}
      disabled={disabled}
      onChange={(chosen) => void onChange(chosen)}
      onNext={onNext}
    />
  );
}

/** The control that an attribute gets. */
export function formOf(attribute: Attribute): 'text' | 'row' | 'list' {
  if (attribute.type !== 'enum') return 'text';
  return isRow(attribute) ? 'row' : 'list';
}
