import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { type ConfigSummary, parseClusterKey } from '@podpass/inventory';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { useSession } from '../../api/session.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { configQuery, configsQuery } from './config-queries.ts';
import { ConfigurationView } from './configuration-view.tsx';
import { EmptyConfiguration } from './empty-configuration.tsx';

/** The configuration of this cluster: the one that is kept under its name and region. */
export function Component() {
  const { cluster: key = '' } = useParams();
  const { homeRegion } = useSession().console;
  const cluster = parseClusterKey(key, homeRegion) ?? { name: key, region: homeRegion };
  const { data, error, isFetching, refetch } = useQuery(configsQuery(cluster));
  const known = useQuery(api.clusters.get.queryOptions({ input: { cluster: key } })).data;
  const [params, setParams] = useSearchParams();
  /** What has just been made here is opened for editing. */
  const [created, setCreated] = useState<string>();
  // It may name another cluster by now: who has just changed the name still sees what they write.
  const asked = params.get('config') ?? created;
  const { error: askedError } = useQuery({ ...configQuery(asked ?? ''), enabled: asked !== undefined });
  if (data === undefined) {
    return error ? (
      <FailureAlert failure={toFailure(error)} onRetry={() => void refetch()} retrying={isFetching} />
    ) : (
      <Spinner size="large" />
    );
  }
  const own = data.items;
  const gone = askedError !== null && toFailure(askedError).code === 'config-not-found';
  const chosen = asked === undefined || gone ? own[0]?.id : asked;
  const choose = (id: string): void => setParams({ config: id }, { replace: true });
  if (chosen === undefined) {
    return (
      <EmptyConfiguration
        cluster={cluster}
        kubernetesVersion={known?.cluster.kubernetesVersion}
        onCreated={(id) => {
          setCreated(id);
          choose(id);
        }}
      />
    );
  }
  return (
    <SpaceBetween size="m">
      {own.length > 1 && <Chooser items={own} chosen={chosen} onChoose={choose} />}
      <ConfigurationView key={chosen} id={chosen} cluster={cluster} startEditing={chosen === created} />
    </SpaceBetween>
  );
}

interface ChooserProps {
  items: readonly ConfigSummary[];
  /** Maybe none of them. */
  chosen: string;
  onChoose: (id: string) => void;
}

function Chooser({ items, chosen, onChoose }: ChooserProps) {
  const option = (item: ConfigSummary) => ({
    value: item.id,
    label: item.head === 0 ? 'Draft' : `Revision ${item.head}`,
    description: `Changed by ${item.updatedBy} on ${item.updatedAt.slice(0, 16).replace('T', ' ')} UTC`,
  });
  const options = items.map(option);
  return (
    <FormField
      label={`${items.length} configurations name this cluster`}
      description="Delete those that are not needed, so that it is clear which one is meant."
    >
      <Select
        selectedOption={options.find(({ value }) => value === chosen) ?? null}
        options={options}
        placeholder="Choose one"
        onChange={({ detail }) => onChoose(detail.selectedOption.value ?? chosen)}
      />
    </FormField>
  );
}
