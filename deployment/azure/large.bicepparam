// A state on election day: hundreds of people at once, a second region, a model of one's own.
using 'main.bicep'

param name = 'wenatka'
param image = readEnvironmentVariable('CAMPAIGNBOT_IMAGE')
param registryName = readEnvironmentVariable('CAMPAIGNBOT_REGISTRY', '')
param instances = { min: 3, max: 20, cpu: '2.0', memory: '4Gi', at: 100 }
param database = { serverless: false, maxThroughput: 20000 }
param secondRegion = readEnvironmentVariable('CAMPAIGNBOT_SECOND_REGION', '')
param publicUrl = readEnvironmentVariable('CAMPAIGNBOT_URL', '')
param languageModel = { name: 'gpt-4.1-mini', version: '2025-04-14', capacity: 200 }
param alertEmail = readEnvironmentVariable('CAMPAIGNBOT_ALERTS', '')
param otlpEndpoint = readEnvironmentVariable('CAMPAIGNBOT_OTLP', '')

// A channel is on once it is named in the environment and its secrets are in the vault: runbook.md, "The first time".
var sms = readEnvironmentVariable('TWILIO_ACCOUNT_SID', '')
var messenger = readEnvironmentVariable('FACEBOOK_PAGE_ID', '')

param settings = {
  DirectLine__AllowedOrigins__0: readEnvironmentVariable('CAMPAIGNBOT_SITE', '')
  Sms__AccountSid: sms
  Sms__MessagingServiceSid: readEnvironmentVariable('TWILIO_MESSAGING_SERVICE_SID', '')
  Facebook__PageId: messenger
}
param secretNames = concat(
  empty(sms) ? [] : ['Sms--AuthToken'],
  empty(messenger) ? [] : ['Facebook--PageAccessToken', 'Facebook--AppSecret', 'Facebook--VerifyToken']
)
