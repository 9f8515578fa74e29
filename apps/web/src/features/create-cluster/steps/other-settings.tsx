import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Path } from '@podpass/cluster-config';
import { dataAt, isRecord } from '../../../config-workbench/data-at.ts';
import { useWorkbench } from '../../../config-workbench/workbench.tsx';

/** What has no field of its own, as it is written, so that nothing of the text stays unseen. */
export function OtherSettings({ at, shown }: { at: Path; shown: readonly string[] }) {
  const { opened, places, showText } = useWorkbench();
  const data = dataAt(opened.model?.config, at);
  const others = isRecord(data) ? Object.keys(data).filter((name) => !shown.includes(name)) : [];
  return others.map((name) => {
    const place = places.placeOf('config', [...at, name]);
    return (
      <FormField key={name} label={name} stretch>
        <SpaceBetween size="xxs">
          <Box variant="pre">{place?.source ?? ''}</Box>
          {showText && (
            <Button
              variant="inline-link"
              ariaLabel={`Edit ${name} in YAML`}
              onClick={() => showText(place?.range.start)}
            >
              Edit in YAML
            </Button>
          )}
        </SpaceBetween>
      </FormField>
    );
  });
}
