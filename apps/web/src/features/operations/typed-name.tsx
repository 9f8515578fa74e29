import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';

interface TypedNameProps {
  cluster: string;
  typed: string;
  onType: (typed: string) => void;
  onEnter: () => void;
}

/** The cluster's name typed by the person, before it is taken away. */
export function TypedName({ cluster, typed, onType, onEnter }: TypedNameProps) {
  return (
    <FormField
      label={
        <>
          To confirm, type the cluster’s name: <strong>{cluster}</strong>
        </>
      }
    >
      <Input
        value={typed}
        autoComplete={false}
        spellcheck={false}
        onChange={({ detail }) => onType(detail.value)}
        onKeyDown={({ detail }) => {
          if (detail.key === 'Enter') onEnter();
        }}
      />
    </FormField>
  );
}
