using System.CommandLine;
using CampaignBot.Benchmarks;
using CampaignBot.Benchmarks.Load;

var voters = new Option<int>("--voters") { Description = "Conversations at the same time", DefaultValueFactory = _ => 32 };
var seconds = new Option<int>("--seconds") { Description = "How long each case is measured", DefaultValueFactory = _ => 20 };
var load = new Command("load", "Turns a second and memory per turn: echo and campaign bot, /api/messages and Direct Line, side by side") { voters, seconds };
load.SetAction((parsed, token) => LoadRun.RunAsync(parsed.GetValue(voters), parsed.GetValue(seconds), token));

var starts = new Option<int>("--starts") { Description = "How often to start", DefaultValueFactory = _ => 7 };
var start = new Command("start", "Time until the built program is ready, and its memory when idle") { starts };
start.SetAction((parsed, token) => StartUp.RunAsync(parsed.GetValue(starts), token));

var segments = new Option<int>("--segments") { Description = "Street segments in the feed", DefaultValueFactory = _ => 500_000 };
var lookups = new Option<int>("--lookups") { Description = "Addresses looked up in each case", DefaultValueFactory = _ => 100_000 };
var voting = new Command("voting", "Time to read a made-up state's voting feed and to look addresses up in it") { segments, lookups };
voting.SetAction((parsed, token) => VotingLookups.RunAsync(parsed.GetValue(segments), parsed.GetValue(lookups), token));

var passages = new Option<int>("--passages") { Description = "How many to search", DefaultValueFactory = _ => 100_000 };
var index = new Command("index", "The ranked index beside SQLite's FTS5: time to build, memory, time to answer on one thread") { passages };
index.SetAction(parsed => IndexRun.Run(parsed.GetValue(passages)));

var store = new Command("store", "What a message asks of the store, and what Cosmos DB would about charge for it");
store.SetAction((_, token) => StoreUse.RunAsync(token));

// What `load` starts as a process of its own.
if (args is ["host", var bot, .. var settings])
    return await BotHost.RunAsync(bot == "echo", settings);

return await new RootCommand("Measures CampaignBot. Run it in Release: dotnet run -c Release --project Benchmarks -- load") { load, start, voting, index, store }
    .Parse(args)
    .InvokeAsync();
