const textOrList = (description: string) => ({
  description,
  oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' }, minItems: 1 }],
});

/** JSON Schema of identity and session policies: enough to offer members and to mark what IAM would refuse. */
export const policySchema = {
  type: 'object',
  additionalProperties: false,
  required: ['Version', 'Statement'],
  properties: {
    Version: {
      description: 'Version of the policy language. Variables need 2012-10-17.',
      enum: ['2012-10-17', '2008-10-17'],
    },
    Id: { description: 'Your own name for this document.', type: 'string' },
    Statement: {
      description: 'What is allowed or denied. A Deny wins over every Allow.',
      oneOf: [{ $ref: '#/$defs/statement' }, { type: 'array', minItems: 1, items: { $ref: '#/$defs/statement' } }],
    },
  },
  $defs: {
    statement: {
      type: 'object',
      additionalProperties: false,
      required: ['Effect'],
      allOf: [
        { oneOf: [{ required: ['Action'] }, { required: ['NotAction'] }] },
        { oneOf: [{ required: ['Resource'] }, { required: ['NotResource'] }] },
      ],
      properties: {
        Sid: {
          description: 'Name of the statement: letters and digits, unique in the document.',
          type: 'string',
          pattern: '^[A-Za-z0-9]*$',
        },
        Effect: { description: 'Allow or Deny.', enum: ['Allow', 'Deny'] },
        Action: textOrList('API actions, for example s3:GetObject or s3:Get*.'),
        NotAction: textOrList('Everything but these actions.'),
        Resource: textOrList('ARNs that the actions may touch; * for all.'),
        NotResource: textOrList('Everything but these ARNs.'),
        Condition: {
          description: 'When the statement counts: operator, key, values.',
          type: 'object',
          additionalProperties: { type: 'object' },
        },
      },
    },
  },
} as const;
