import type { Constraint, Constraints } from './constraint.ts';

const pathType: Constraint = { min: 1, max: 512, pattern: /^(?:(\u002F)|(\u002F[\u0021-\u007E]+\u002F))$/u };
const roleName: Constraint = { min: 1, max: 64, pattern: /^(?:[\w+=,.@-]+)$/u };
const policyDocument: Constraint = { min: 1, max: 131072, pattern: /^(?:[\u0009\u000A\u000D\u0020-\u00FF]+)$/u };
const roleDescription: Constraint = { max: 1000, pattern: /^(?:[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*)$/u };
const roleMaxSessionDuration: Constraint = { min: 3600, max: 43200 };
const arnType: Constraint = { min: 20, max: 2048 };
const tagList: Constraint = { max: 50 };
const tagKey: Constraint = { min: 1, max: 128, pattern: /^(?:[\p{L}\p{Z}\p{N}_.:/=+\-@]+)$/u };
const tagValue: Constraint = { min: 0, max: 256, pattern: /^(?:[\p{L}\p{Z}\p{N}_.:/=+\-@]*)$/u };
const pathPrefix: Constraint = { min: 1, max: 512, pattern: /^(?:\u002F[\u0021-\u007F]*)$/u };
const marker: Constraint = { min: 1, max: 320, pattern: /^(?:[\u0020-\u00FF]+)$/u };
const maxItems: Constraint = { min: 1, max: 1000 };
const tagKeyList: Constraint = { max: 50 };
const policyPath: Constraint = { min: 1, max: 512, pattern: /^(?:((\/[A-Za-z0-9.,+@=_-]+)*)\/)$/u };
const policyName: Constraint = { min: 1, max: 128, pattern: /^(?:[\w+=,.@-]+)$/u };
const policyScope: Constraint = { values: ['All', 'AWS', 'Local'] };
const policyUsage: Constraint = { values: ['PermissionsPolicy', 'PermissionsBoundary'] };
const policyVersionId: Constraint = { pattern: /^(?:v[1-9][0-9]*(\.[A-Za-z0-9-]*)?)$/u };
const policyDescription: Constraint = { max: 1000 };
const entity: Constraint = { values: ['User', 'Role', 'Group', 'LocalManagedPolicy', 'AWSManagedPolicy'] };
const openIDConnectProviderUrl: Constraint = { min: 1, max: 255 };
const clientID: Constraint = { min: 1, max: 255 };
const thumbprint: Constraint = { min: 40, max: 40 };
const policyExclusionsList: Constraint = { max: 256 };
const policyIdentifierPolicy: Constraint = {
  values: ['inline', 'aws-managed', 'user-managed', 'permission-boundary', 'scp', 'rcp'],
};
const attachment: Constraint = { values: ['user', 'group', 'role'] };
const attachmentName: Constraint = { min: 1, max: 128, pattern: /^(?:[\w+=,.@-]+)$/u };
const actionName: Constraint = { min: 3, max: 128 };
const resourceName: Constraint = { min: 1, max: 2048 };
const contextKeyName: Constraint = { min: 5, max: 256 };
const contextKeyTypeEnum: Constraint = {
  values: [
    'string',
    'stringList',
    'numeric',
    'numericList',
    'boolean',
    'booleanList',
    'ip',
    'ipList',
    'binary',
    'binaryList',
    'date',
    'dateList',
  ],
};
const resourceHandlingOption: Constraint = { min: 1, max: 64 };
const organizationPolicyList: Constraint = { max: 7 };
const existingUserName: Constraint = { min: 1, max: 128, pattern: /^(?:[\w+=,.@-]+)$/u };
const userName: Constraint = { min: 1, max: 64, pattern: /^(?:[\w+=,.@-]+)$/u };
const accessKeyId: Constraint = { min: 16, max: 128, pattern: /^(?:[\w]+)$/u };
const groupName: Constraint = { min: 1, max: 128, pattern: /^(?:[\w+=,.@-]+)$/u };
const customSuffix: Constraint = { min: 1, max: 64, pattern: /^(?:[\w+=,.@-]+)$/u };

/** Bounds of IAM's inputs, as AWS publishes them in its service description. */
export const iamConstraints: Constraints = {
  CreateRole: {
    Path: pathType,
    RoleName: roleName,
    AssumeRolePolicyDocument: policyDocument,
    Description: roleDescription,
    MaxSessionDuration: roleMaxSessionDuration,
    PermissionsBoundary: arnType,
    Tags: tagList,
    'Tags[].Key': tagKey,
    'Tags[].Value': tagValue,
  },
  GetRole: {
    RoleName: roleName,
  },
  ListRoles: {
    PathPrefix: pathPrefix,
    Marker: marker,
    MaxItems: maxItems,
  },
  UpdateRole: {
    RoleName: roleName,
    Description: roleDescription,
    MaxSessionDuration: roleMaxSessionDuration,
  },
  DeleteRole: {
    RoleName: roleName,
  },
  UpdateAssumeRolePolicy: {
    RoleName: roleName,
    PolicyDocument: policyDocument,
  },
  TagRole: {
    RoleName: roleName,
    Tags: tagList,
    'Tags[].Key': tagKey,
    'Tags[].Value': tagValue,
  },
  UntagRole: {
    RoleName: roleName,
    TagKeys: tagKeyList,
    'TagKeys[]': tagKey,
  },
  ListRoleTags: {
    RoleName: roleName,
    Marker: marker,
    MaxItems: maxItems,
  },
  AttachRolePolicy: {
    RoleName: roleName,
    PolicyArn: arnType,
  },
  DetachRolePolicy: {
    RoleName: roleName,
    PolicyArn: arnType,
  },
  ListAttachedRolePolicies: {
    RoleName: roleName,
    PathPrefix: policyPath,
    Marker: marker,
    MaxItems: maxItems,
  },
  PutRolePolicy: {
    RoleName: roleName,
    PolicyName: policyName,
    PolicyDocument: policyDocument,
  },
  GetRolePolicy: {
    RoleName: roleName,
    PolicyName: policyName,
  },
  DeleteRolePolicy: {
    RoleName: roleName,
    PolicyName: policyName,
  },
  ListRolePolicies: {
    RoleName: roleName,
    Marker: marker,
    MaxItems: maxItems,
  },
  ListPolicies: {
    Scope: policyScope,
    PathPrefix: policyPath,
    PolicyUsageFilter: policyUsage,
    Marker: marker,
    MaxItems: maxItems,
  },
  GetPolicy: {
    PolicyArn: arnType,
  },
  GetPolicyVersion: {
    PolicyArn: arnType,
    VersionId: policyVersionId,
  },
  ListPolicyVersions: {
    PolicyArn: arnType,
    Marker: marker,
    MaxItems: maxItems,
  },
  CreatePolicy: {
    PolicyName: policyName,
    Path: policyPath,
    PolicyDocument: policyDocument,
    Description: policyDescription,
    Tags: tagList,
    'Tags[].Key': tagKey,
    'Tags[].Value': tagValue,
  },
  DeletePolicy: {
    PolicyArn: arnType,
  },
  CreatePolicyVersion: {
    PolicyArn: arnType,
    PolicyDocument: policyDocument,
  },
  DeletePolicyVersion: {
    PolicyArn: arnType,
    VersionId: policyVersionId,
  },
  SetDefaultPolicyVersion: {
    PolicyArn: arnType,
    VersionId: policyVersionId,
  },
  ListEntitiesForPolicy: {
    PolicyArn: arnType,
    EntityFilter: entity,
    PathPrefix: pathType,
    PolicyUsageFilter: policyUsage,
    Marker: marker,
    MaxItems: maxItems,
  },
  CreateOpenIDConnectProvider: {
    Url: openIDConnectProviderUrl,
    'ClientIDList[]': clientID,
    'ThumbprintList[]': thumbprint,
    Tags: tagList,
    'Tags[].Key': tagKey,
    'Tags[].Value': tagValue,
  },
  GetOpenIDConnectProvider: {
    OpenIDConnectProviderArn: arnType,
  },
  DeleteOpenIDConnectProvider: {
    OpenIDConnectProviderArn: arnType,
  },
  AddClientIDToOpenIDConnectProvider: {
    OpenIDConnectProviderArn: arnType,
    ClientID: clientID,
  },
  RemoveClientIDFromOpenIDConnectProvider: {
    OpenIDConnectProviderArn: arnType,
    ClientID: clientID,
  },
  UpdateOpenIDConnectProviderThumbprint: {
    OpenIDConnectProviderArn: arnType,
    'ThumbprintList[]': thumbprint,
  },
  TagOpenIDConnectProvider: {
    OpenIDConnectProviderArn: arnType,
    Tags: tagList,
    'Tags[].Key': tagKey,
    'Tags[].Value': tagValue,
  },
  UntagOpenIDConnectProvider: {
    OpenIDConnectProviderArn: arnType,
    TagKeys: tagKeyList,
    'TagKeys[]': tagKey,
  },
  ListOpenIDConnectProviderTags: {
    OpenIDConnectProviderArn: arnType,
    Marker: marker,
    MaxItems: maxItems,
  },
  SimulatePrincipalPolicy: {
    PolicySourceArn: arnType,
    'PolicyInputList[]': policyDocument,
    'PermissionsBoundaryPolicyInputList[]': policyDocument,
    PolicyExclusionList: policyExclusionsList,
    'PolicyExclusionList[].PolicyType': policyIdentifierPolicy,
    'PolicyExclusionList[].PolicyArn': arnType,
    'PolicyExclusionList[].InlinePolicyIdentifier.PolicyName': policyName,
    'PolicyExclusionList[].InlinePolicyIdentifier.AttachmentType': attachment,
    'PolicyExclusionList[].InlinePolicyIdentifier.AttachmentName': attachmentName,
    'ActionNames[]': actionName,
    'ResourceArns[]': resourceName,
    ResourcePolicy: policyDocument,
    ResourceOwner: resourceName,
    CallerArn: resourceName,
    'ContextEntries[].ContextKeyName': contextKeyName,
    'ContextEntries[].ContextKeyType': contextKeyTypeEnum,
    ResourceHandlingOption: resourceHandlingOption,
    MaxItems: maxItems,
    Marker: marker,
  },
  SimulateCustomPolicy: {
    'PolicyInputList[]': policyDocument,
    'PermissionsBoundaryPolicyInputList[]': policyDocument,
    OrderedOrganizationPolicyInputList: organizationPolicyList,
    'OrderedOrganizationPolicyInputList[].ServiceControlPolicyInputList[]': policyDocument,
    'ActionNames[]': actionName,
    'ResourceArns[]': resourceName,
    ResourcePolicy: policyDocument,
    ResourceOwner: resourceName,
    CallerArn: resourceName,
    'ContextEntries[].ContextKeyName': contextKeyName,
    'ContextEntries[].ContextKeyType': contextKeyTypeEnum,
    ResourceHandlingOption: resourceHandlingOption,
    MaxItems: maxItems,
    Marker: marker,
  },
  PutRolePermissionsBoundary: {
    RoleName: roleName,
    PermissionsBoundary: arnType,
  },
  DeleteRolePermissionsBoundary: {
    RoleName: roleName,
  },
  UpdateRoleDescription: {
    RoleName: roleName,
    Description: roleDescription,
  },
  GetUser: {
    UserName: existingUserName,
  },
  CreateUser: {
    Path: pathType,
    UserName: userName,
    PermissionsBoundary: arnType,
    Tags: tagList,
    'Tags[].Key': tagKey,
    'Tags[].Value': tagValue,
  },
  ListUsers: {
    PathPrefix: pathPrefix,
    Marker: marker,
    MaxItems: maxItems,
  },
  CreateAccessKey: {
    UserName: existingUserName,
  },
  DeleteAccessKey: {
    UserName: existingUserName,
    AccessKeyId: accessKeyId,
  },
  DeleteUser: {
    UserName: existingUserName,
  },
  AttachUserPolicy: {
    UserName: userName,
    PolicyArn: arnType,
  },
  DetachUserPolicy: {
    UserName: userName,
    PolicyArn: arnType,
  },
  PutUserPolicy: {
    UserName: existingUserName,
    PolicyName: policyName,
    PolicyDocument: policyDocument,
  },
  DeleteUserPolicy: {
    UserName: existingUserName,
    PolicyName: policyName,
  },
  CreateServiceLinkedRole: {
    AWSServiceName: groupName,
    Description: roleDescription,
    CustomSuffix: customSuffix,
  },
  ListAccountAliases: {
    Marker: marker,
    MaxItems: maxItems,
  },
};
