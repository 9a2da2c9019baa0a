using CampaignBot.Dialogs;
using CampaignBot.Tests.Support;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.Dialogs.Forms;

/// <summary>What every form does, shown on one of the tests' own; state goes through JSON text between two turns.</summary>
public sealed class FormDialogTests
{
    private readonly List<PicnicDetails> _finished = [];
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task Form_StepByStep_GathersAndEnds()
    {
        var said = await TalkAsync("Join the picnic", "cake", "1 and 2", "ana lopez", "503 555 0142", "12 Oak St, Alder Falls", "no peanuts please", "yes");

        Assert.Equal("What will you bring? [Cake|Salad|Drinks]", said[0]);
        Assert.Equal("On which days? [Saturday|Sunday]", said[1]);
        Assert.Equal("Which number can we call? [Skip]", said[3]);
        Assert.Contains("- Name: Ana Lopez".ToUpperInvariant(), said[6].ToUpperInvariant(), StringComparison.Ordinal);
        Assert.Equal("All set!", said[7]);
        var details = Assert.Single(_finished);
        Assert.Equal(("cake", "sat sun", "Ana Lopez", "+15035550142", "no peanuts please"), (details.Dish, string.Join(' ', details.Days!), details.Name, details.Phone, details.Note));
        Assert.Equal("Oak", details.Home?.Street);
    }

    [Fact]
    public async Task Form_SeveralAnswersAtOnce_AsksOnlyWhatIsMissing()
    {
        var said = await TalkAsync("Join the picnic", "salad on saturday, i'm Ana Lopez 503-555-0142");

        Assert.Equal("Anything else? [Skip]", said[1]);
    }

    [Fact]
    public async Task Form_Correction_ChangesTheAnswerAndGoesOn()
    {
        var said = await TalkAsync("Join the picnic", "cake", "saturday", "Ana", "503 555 0142", "12 Oak St", "no, 14 Elm St", "my name is Eva Ruiz", "skip", "no", "phone", "503 555 0199", "yes");

        Assert.StartsWith("Got it: 14 Elm St", said[6], StringComparison.Ordinal);
        Assert.Equal("What should I change? [Dish|Days|Name|Phone|Address]", said[9]);
        Assert.Equal("Which number can we call? [Skip]", said[10]);
        Assert.Equal(("Elm", "+15035550199"), (_finished[0].Home!.Street, _finished[0].Phone));
    }

    [Fact]
    public async Task Form_BackAndStartOver_AsksAgain()
    {
        var said = await TalkAsync("Join the picnic", "cake", "saturday", "back", "start over", "back");

        Assert.Equal("On which days? [Saturday|Sunday]", said[3]);
        Assert.EndsWith("What will you bring? [Cake|Salad|Drinks]", said[4], StringComparison.Ordinal);
        Assert.Contains("first question", said[5], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_QuestionInTheMiddle_IsAnsweredAndTheFormGoesOn()
    {
        var said = await TalkAsync("Join the picnic", "what does measure 4 do?", "cake");

        Assert.Contains("$18 million", said[1], StringComparison.Ordinal);
        Assert.EndsWith("What will you bring? [Cake|Salad|Drinks]", said[1], StringComparison.Ordinal);
        Assert.Equal("On which days? [Saturday|Sunday]", said[2]);
    }

    [Fact]
    public async Task Form_WhatCantBeRead_IsAskedAgainInOtherWords()
    {
        var said = await TalkAsync("Join the picnic", "cake", "saturday", "Ana", "qwrt zzz", "qwrt zzz", "qwrt zzz");

        Assert.StartsWith("I couldn't read a phone number there.", said[4], StringComparison.Ordinal);
        Assert.Equal("Where do you live?", said[6]);
    }

    [Fact]
    public async Task Form_LeftAndBegunAgain_GoesOnWithWhatWasGathered()
    {
        var said = await TalkAsync("Join the picnic", "cake", "never mind", "Join the picnic", "go on", "saturday");

        Assert.StartsWith("All right, we'll leave it there. What you told me is kept for 30 days", said[2], StringComparison.Ordinal);
        Assert.EndsWith("[Go on|Start over|Not now]", said[3], StringComparison.Ordinal);
        Assert.Equal("On which days? [Saturday|Sunday]", said[4]);
        Assert.Equal("What is your name?", said[5]);
    }

    [Fact]
    public async Task Form_AfterALongPause_GreetsAnewAndOffersToGoOn()
    {
        var said = await TalkAsync("Join the picnic", "cake", "(30 hours later)", "what does measure 4 do?", "yes");

        Assert.Contains("Welcome back", said[2], StringComparison.Ordinal);
        Assert.EndsWith("[Go on|Start over|Not now]", said[2], StringComparison.Ordinal);
        Assert.Equal("On which days? [Saturday|Sunday]", said[3]);
    }

    [Fact]
    public async Task Form_LanguageChanged_AsksInTheOther()
    {
        var said = await TalkAsync("Join the picnic", "en español por favor", "pastel");

        Assert.EndsWith("¿Qué traerá? [Pastel|Ensalada|Bebidas]", said[1], StringComparison.Ordinal);
        Assert.Equal("¿Qué días? [Sábado|Domingo]", said[2]);
    }

    /// <summary>What came back to each message, its parts joined; buttons in brackets. The greeting of the first is left out.</summary>
    private async Task<IReadOnlyList<string>> TalkAsync(params string[] messages)
    {
        var content = await SampleContent.Loaded;
        var parts = RootDialogParts.For(content, SampleContent.Guard, await SampleContent.Recognizer, _clock) with
        {
            Conversations = [new PicnicDialog(content.Profile, _clock, _finished)],
        };
        var storage = new MemoryStorage();
        var said = new List<string>();
        foreach (var message in messages)
        {
            if (message.EndsWith("hours later)", StringComparison.Ordinal))
            {
                _clock.Advance(TimeSpan.FromHours(int.Parse(message[1..3], System.Globalization.CultureInfo.InvariantCulture)));
                continue;
            }
            var adapter = new TestAdapter(TestAdapter.CreateConversation("picnic"));
            await adapter.ProcessActivityAsync(new Activity(ActivityTypes.Message) { Text = message }, async (turn, token) =>
            {
                var state = new ConversationState(storage);
                turn.TurnState.Set(state);
                await state.LoadAsync(turn, false, token);
                await new CampaignActivityHandler(parts, null!, state).OnTurnAsync(turn, token);
                await state.SaveChangesAsync(turn, false, token);
            });
            var replies = new List<string>();
            while (adapter.GetNextReply() is Activity reply)
            {
                var buttons = reply.SuggestedActions?.Actions is { Count: > 0 } actions ? $" [{string.Join('|', actions.Select(a => a.Title))}]" : "";
                replies.Add(reply.Text + buttons);
            }
            said.Add(string.Join('\n', replies.Skip(said.Count == 0 ? 1 : 0)));
        }
        return said;
    }
}
