// A town: up to a few hundred people a day. It costs little while nobody writes.
using 'main.bicep'

param name = 'alderfalls'
param image = readEnvironmentVariable('CAMPAIGNBOT_IMAGE')
param registryName = readEnvironmentVariable('CAMPAIGNBOT_REGISTRY', '')
param instances = { min: 1, max: 2, cpu: '0.5', memory: '1Gi', at: 40 }
param database = { serverless: true, maxThroughput: 0 }
param alertEmail = readEnvironmentVariable('CAMPAIGNBOT_ALERTS', '')
