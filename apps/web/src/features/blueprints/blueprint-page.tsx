import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import type { Blueprint, BlueprintVersion } from '@podpass/inventory';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams, type LoaderFunctionArgs } from 'react-router';
import { toFailure } from '../../api/failure.ts';
import { queryClient } from '../../api/query-client.ts';
import { useDenial } from '../../api/session.ts';
import { disabledFor } from '../../ui/disabled-for.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { blueprintQuery } from './blueprint-queries.ts';
import { ComponentsSection } from './components-section.tsx';
import { CreateBlueprintDialog } from './create-blueprint-dialog.tsx';
import { NewVersionDialog } from './new-version-dialog.tsx';
import { VersionsSection } from './versions-section.tsx';

export function loader({ params }: LoaderFunctionArgs): null {
  void queryClient.prefetchQuery(blueprintQuery(params['blueprint'] ?? ''));
  return null;
}

export function Component() {
  const { blueprint: name = '' } = useParams();
  const { data, error, isFetching, refetch } = useQuery(blueprintQuery(name));
  const newest = data?.versions[0];
  if (data === undefined || newest === undefined) {
    return (
      <SpaceBetween size="m">
        <Header variant="h1">{name}</Header>
        {error ? (
          <FailureAlert failure={toFailure(error)} onRetry={() => void refetch()} retrying={isFetching} />
        ) : (
          <Spinner size="large" />
        )}
      </SpaceBetween>
    );
  }
  // Another blueprint is another page: nothing that was chosen here applies to it.
  return <BlueprintView key={name} blueprint={data} newest={newest} />;
}

function BlueprintView({ blueprint, newest }: { blueprint: Blueprint; newest: BlueprintVersion }) {
  const [dialog, setDialog] = useState<'version' | 'copy'>();
  /** Until a version is chosen, the newest is shown, also one that has just been made. */
  const [shownName, setShownName] = useState<string>();
  const shown = blueprint.versions.find(({ version }) => version === shownName) ?? newest;
  const close = (): void => setDialog(undefined);
  const { basedOn } = blueprint;
  const origin = basedOn === null ? '' : ` Made from ${basedOn.name} ${basedOn.version}.`;
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description={`${blueprint.builtIn ? 'Built in.' : 'Custom.'} ${blueprint.description}${origin}`}
        actions={<Actions blueprint={blueprint} onOpen={setDialog} />}
      >
        {blueprint.name}
      </Header>
      {blueprint.builtIn && (
        <Alert type="info">
          This blueprint comes with Podpass and stays as it is, so that a configuration that names it means the same
          everywhere. To switch components, create a custom blueprint from it.
        </Alert>
      )}
      <ComponentsSection version={shown} versions={blueprint.versions} onChoose={setShownName} />
      <VersionsSection blueprint={blueprint} />
      {dialog === 'version' && <NewVersionDialog blueprint={blueprint} newest={newest} onClose={close} />}
      {dialog === 'copy' && (
        <CreateBlueprintDialog from={{ name: blueprint.name, version: shown.version }} onClose={close} />
      )}
    </SpaceBetween>
  );
}

function Actions({ blueprint, onOpen }: { blueprint: Blueprint; onOpen: (dialog: 'version' | 'copy') => void }) {
  const denied = useDenial('blueprints:write');
  const fixed = blueprint.builtIn ? 'Built-in blueprints stay as they are: create a custom one from it.' : undefined;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button onClick={() => onOpen('copy')} {...disabledFor(denied)}>
        Create blueprint from this
      </Button>
      <Button variant="primary" onClick={() => onOpen('version')} {...disabledFor(denied ?? fixed)}>
        New version
      </Button>
    </SpaceBetween>
  );
}
