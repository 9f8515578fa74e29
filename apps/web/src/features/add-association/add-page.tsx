import Form from '@cloudscape-design/components/form';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useForm, useWatch } from 'react-hook-form';
import { useParams, useSearchParams } from 'react-router';
import { paths } from '../../app/paths.ts';
import {
  type AssociationForm,
  associationResolver,
  emptyForm,
  isComplete,
  toAssociation,
  whatIsMissing,
} from './association-form.ts';
import { RoleSection } from './role-section.tsx';
import { SaveChange } from './save-change.tsx';
import { ServiceAccountSection } from './service-account-section.tsx';
import { SessionSection, TagsSection } from './session-section.tsx';

/** Add Pod Identity: one association with an existing or a new role, shown call by call before it is saved. */
export function Component() {
  const { cluster = '' } = useParams();
  const [prefill] = useSearchParams();
  const { control, handleSubmit, setValue } = useForm<AssociationForm>({
    resolver: associationResolver,
    mode: 'onTouched',
    defaultValues: {
      ...emptyForm,
      namespace: prefill.get('namespace') ?? '',
      serviceAccount: prefill.get('serviceAccount') ?? '',
      roleArn: prefill.get('roleArn') ?? '',
    },
  });
  const form = useWatch({ control }) as AssociationForm;
  const subject = `${form.namespace}/${form.serviceAccount}`;
  return (
    <Form
      header={
        <Header variant="h1" description="Gives the pods of one service account an IAM role.">
          Add Pod Identity
        </Header>
      }
    >
      <SpaceBetween size="l">
        <ServiceAccountSection cluster={cluster} control={control} />
        <RoleSection cluster={cluster} control={control} setValue={setValue} />
        <SessionSection control={control} />
        <TagsSection control={control} />
        <SaveChange
          cluster={cluster}
          request={isComplete(form) ? { kind: 'add-associations', associations: [toAssociation(form)] } : undefined}
          incomplete={`To see what will be done: ${whatIsMissing(form).join('; ')}.`}
          validate={handleSubmit}
          back={paths.associations(cluster)}
          done={`${subject} has its association`}
        />
      </SpaceBetween>
    </Form>
  );
}
