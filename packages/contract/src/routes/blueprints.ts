import {
  Blueprint,
  BlueprintComponent,
  BlueprintName,
  BlueprintRef,
  BlueprintSummary,
  Remark,
} from '@podpass/inventory';
import { z } from 'zod';
import { PageLimit, route } from '../base.ts';
import { failsWith } from '../error-declarations.ts';

const one = z.object({ name: BlueprintName });
/** Components that are not named stay as they are in the version before, or in what the blueprint is based on. */
const components = z.partialRecord(BlueprintComponent, z.boolean());

/** What is installed on clusters besides EKS. Versions never change; built-in blueprints have one, which is theirs. */
export const blueprints = {
  list: route('blueprints:read')
    .route({
      method: 'GET',
      path: '/blueprints',
      tags: ['blueprints'],
      summary: 'Built-in blueprints, then custom ones',
    })
    .input(z.object({ after: BlueprintName.optional(), limit: PageLimit }))
    .output(z.object({ items: z.array(BlueprintSummary), next: BlueprintName.optional() })),
  get: route('blueprints:read')
    .route({
      method: 'GET',
      path: '/blueprints/{name}',
      tags: ['blueprints'],
      summary: 'One blueprint with its versions, newest first',
    })
    .errors(failsWith('blueprint-not-found'))
    .input(one)
    .output(Blueprint),
  create: route('blueprints:write')
    .route({
      method: 'POST',
      path: '/blueprints',
      tags: ['blueprints'],
      summary: 'Create a blueprint with its first version',
      successStatus: 201,
    })
    .errors(failsWith('blueprint-exists', 'blueprint-not-found'))
    .input(
      one.extend({
        description: Remark.default(''),
        /** Null: everything is on that is not named. */
        basedOn: BlueprintRef.nullable().default(null),
        components,
        note: Remark.optional(),
      }),
    )
    .output(Blueprint),
  /** The same components as the newest version has make no new one. */
  createVersion: route('blueprints:write')
    .route({
      method: 'POST',
      path: '/blueprints/{name}/versions',
      tags: ['blueprints'],
      summary: 'Add a version to a custom blueprint',
      successStatus: 201,
    })
    .errors(failsWith('blueprint-not-found', 'blueprint-read-only'))
    .input(one.extend({ components, note: Remark.optional() }))
    .output(Blueprint),
};
