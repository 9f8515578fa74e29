import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import type { AssociationDetail } from '@podpass/contract';
import type { Association, ChangeRequestInput } from '@podpass/inventory';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useParams } from 'react-router';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { paths } from '../../app/paths.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { tagRows, tagsOf } from '../../ui/form/tags-field.tsx';
import { type AssociationForm, associationResolver, emptyForm, isComplete } from './association-form.ts';
import { ExistingRoleFields } from './role-section.tsx';
import { SaveChange } from './save-change.tsx';
import { SessionSection, TagsSection } from './session-section.tsx';

/** Edits what EKS lets be edited: role, target role, session settings, tags. */
export function Component() {
  const { cluster = '', associationId = '' } = useParams();
  const query = useQuery({
    ...api.associations.get.queryOptions({ input: { cluster, associationId } }),
    // The form keeps what was typed: later answers must not replace it.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (query.error)
    return (
      <FailureAlert failure={toFailure(query.error)} onRetry={() => void query.refetch()} retrying={query.isFetching} />
    );
  const details = query.data?.row.details;
  if (!query.data || !details) return <Spinner size="large" />;
  return <EditForm key={associationId} cluster={cluster} association={details} detail={query.data} />;
}

interface EditFormProps {
  cluster: string;
  association: Association;
  detail: AssociationDetail;
}

function EditForm({ cluster, association, detail }: EditFormProps) {
  const [restart, setRestart] = useState(false);
  const { control, handleSubmit, setValue } = useForm<AssociationForm>({
    resolver: associationResolver,
    mode: 'onTouched',
    defaultValues: formOf(association),
  });
  const form = useWatch({ control }) as AssociationForm;
  const subject = `${association.namespace}/${association.serviceAccount}`;
  return (
    <Form header={<Header variant="h1">Edit association</Header>}>
      <SpaceBetween size="l">
        <Container header={<Header variant="h2">Service account</Header>}>
          <KeyValuePairs
            columns={3}
            items={[
              { label: 'Service account', value: subject },
              { label: 'Association', value: association.associationId },
              { label: 'Used now by', value: usedBy(detail) },
            ]}
          />
        </Container>
        <Container header={<Header variant="h2">IAM role</Header>}>
          <ExistingRoleFields cluster={cluster} control={control} setValue={setValue} />
        </Container>
        <SessionSection
          control={control}
          open={association.targetRoleArn !== undefined || association.disableSessionTags}
        />
        <TagsSection control={control} />
        <Container header={<Header variant="h2">Pods</Header>}>
          <Checkbox
            checked={restart}
            onChange={({ detail: { checked } }) => setRestart(checked)}
            description="Running pods keep the credentials that they have, for up to 6 hours."
          >
            Restart the workloads that use it, so that they take up the change at once
          </Checkbox>
        </Container>
        <SaveChange
          cluster={cluster}
          request={isComplete(form) ? updateOf(association, form, restart) : undefined}
          incomplete="Correct the marked fields to see what will be done."
          validate={handleSubmit}
          back={paths.associations(cluster, { association: association.associationId })}
          done={`The association of ${subject} is updated`}
        />
      </SpaceBetween>
    </Form>
  );
}

function usedBy({ pods, workloads }: AssociationDetail): string {
  if (pods.length === 0) return 'No pods';
  const names = workloads.map(({ kind, name }) => `${kind} ${name}`).join(', ');
  return `${pods.length} ${pods.length === 1 ? 'pod' : 'pods'}${names === '' ? '' : ` of ${names}`}`;
}

function formOf(association: Association): AssociationForm {
  const {
    namespace,
    serviceAccount,
    roleArn,
    targetRoleArn = '',
    disableSessionTags,
    sessionPolicy,
    tags,
  } = association;
  return {
    ...emptyForm,
    namespace,
    serviceAccount,
    roleArn,
    targetRoleArn,
    disableSessionTags,
    sessionPolicy: sessionPolicy === undefined ? '' : JSON.stringify(JSON.parse(sessionPolicy), null, 2),
    tags: tagRows(tags),
  };
}

/** All settings as they shall be; the server sends on only what differs. Null clears. */
function updateOf({ associationId }: Association, form: AssociationForm, restart: boolean): ChangeRequestInput {
  return {
    kind: 'update-association',
    associationId,
    roleArn: form.roleArn.trim(),
    ...(form.fixTrust === '' ? {} : { fixTrust: form.fixTrust }),
    targetRoleArn: form.targetRoleArn.trim() === '' ? null : form.targetRoleArn.trim(),
    disableSessionTags: form.disableSessionTags,
    sessionPolicy: form.sessionPolicy.trim() === '' ? null : form.sessionPolicy,
    tags: tagsOf(form.tags),
    restart,
  };
}
