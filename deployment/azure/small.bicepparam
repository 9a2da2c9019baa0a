// A town: up to a few hundred people a day. It costs little while nobody writes.
using 'main.bicep'

param name = 'alderfalls'
param image = readEnvironmentVariable('CAMPAIGNBOT_IMAGE')
param registryName = readEnvironmentVariable('CAMPAIGNBOT_REGISTRY', '')
param instances = { min: 1, max: 2, cpu: '0.5', memory: '1Gi', at: 40 }
param database = { serverless: true, maxThroughput: 0 }
param publicUrl = readEnvironmentVariable('CAMPAIGNBOT_URL', '')
param alertEmail = readEnvironmentVariable('CAMPAIGNBOT_ALERTS', '')

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
