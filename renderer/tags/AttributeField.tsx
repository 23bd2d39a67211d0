import type { Attribute } from '#core/codebook/codebook.ts';
import type { Tag } from '#core/tags/tag.ts';

import { ValueChoice } from '../controls/ValueChoice.tsx';
import type { ArticleModel } from '../model/state/article-model.ts';
import { SpanField } from './SpanField.tsx';

interface AttributeFieldProps {
  readonly attribute: Attribute;
  readonly tag: Tag;
  readonly article: ArticleModel;
  readonly disabled: boolean;
  readonly onChange: (value: string) => void;
}

/** One attribute of a tag, in the form that its kind asks for. */
export function AttributeField(props: AttributeFieldProps) {
  const { attribute, tag, disabled, onChange } = props;
  if (attribute.type !== 'enum') return <SpanField {...props} />;
  return (
    <ValueChoice
      attribute={attribute}
      value={tag.attributes[attribute.id] ?? ''}
      disabled={disabled}
      onChange={onChange}
    />
  );
}
