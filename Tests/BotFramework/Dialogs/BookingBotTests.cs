using System.Text.Json.Nodes;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Testing;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.BotFramework.Dialogs;

/// <summary>A bot in the style of the documentation's samples: a main dialog, a booking waterfall, cancel and help at any time.</summary>
public class BookingBotTests
{
    public class BookingDetails
    {
        public string? Destination { get; set; }

        public string? Origin { get; set; }

        public DateTimeOffset? TravelDate { get; set; }

        public int Travellers { get; set; }
    }

    /// <summary>Sees every message before the dialogs inside it.</summary>
    public class CancelAndHelpDialog(string id) : ComponentDialog(id)
    {
        protected override async Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default)
        {
            var interruption = await InterruptAsync(innerDc, cancellationToken);
            return interruption ?? await base.OnContinueDialogAsync(innerDc, cancellationToken);
        }

        private static async Task<DialogTurnResult?> InterruptAsync(DialogContext innerDc, CancellationToken cancellationToken)
        {
            if (innerDc.Context.Activity.Type != ActivityTypes.Message)
                return null;
            switch (innerDc.Context.Activity.Text?.ToLowerInvariant())
            {
                case "help" or "?":
                    var help = MessageFactory.Text("Say where to and when.", "Say where to and when.", InputHints.ExpectingInput);
                    await innerDc.Context.SendActivityAsync(help, cancellationToken);
                    await innerDc.RepromptDialogAsync(cancellationToken);
                    return new DialogTurnResult(DialogTurnStatus.Waiting);
                case "cancel" or "quit":
                    await innerDc.Context.SendActivityAsync("Cancelling...", inputHint: InputHints.IgnoringInput, cancellationToken: cancellationToken);
                    return await innerDc.CancelAllDialogsAsync(cancellationToken);
                default:
                    return null;
            }
        }
    }

    public class BookingDialog : CancelAndHelpDialog
    {
        public BookingDialog()
            : base(nameof(BookingDialog))
        {
            AddDialog(new TextPrompt(nameof(TextPrompt)));
            AddDialog(new TextPrompt("count", ValidateCountAsync));
            AddDialog(new DateDialog());
            AddDialog(new WaterfallDialog(nameof(WaterfallDialog), [DestinationStepAsync, OriginStepAsync, CountStepAsync, DateStepAsync, ConfirmStepAsync, FinalStepAsync]));
            InitialDialogId = nameof(WaterfallDialog);
        }

        private static Task<bool> ValidateCountAsync(PromptValidatorContext<string> context, CancellationToken cancellationToken) =>
            Task.FromResult(context.Recognized.Succeeded && int.TryParse(context.Recognized.Value, System.Globalization.CultureInfo.InvariantCulture, out var count) && count is > 0 and < 10);

        private async Task<DialogTurnResult> DestinationStepAsync(WaterfallStepContext stepContext, CancellationToken cancellationToken)
        {
            var details = (BookingDetails)stepContext.Options!;
            if (details.Destination is not null)
                return await stepContext.NextAsync(details.Destination, cancellationToken);
            return await stepContext.PromptAsync(nameof(TextPrompt), new PromptOptions { Prompt = MessageFactory.Text("Where to?") }, cancellationToken);
        }

        private async Task<DialogTurnResult> OriginStepAsync(WaterfallStepContext stepContext, CancellationToken cancellationToken)
        {
            var details = (BookingDetails)stepContext.Options!;
            details.Destination = (string)stepContext.Result!;
            return await stepContext.PromptAsync(nameof(TextPrompt), new PromptOptions { Prompt = MessageFactory.Text("From where?") }, cancellationToken);
        }

        private async Task<DialogTurnResult> CountStepAsync(WaterfallStepContext stepContext, CancellationToken cancellationToken)
        {
            ((BookingDetails)stepContext.Options!).Origin = (string)stepContext.Result!;
            return await stepContext.PromptAsync(
                "count",
                new PromptOptions { Prompt = MessageFactory.Text("How many travel?"), RetryPrompt = MessageFactory.Text("A number from 1 to 9, please.") },
                cancellationToken);
        }

        private async Task<DialogTurnResult> DateStepAsync(WaterfallStepContext stepContext, CancellationToken cancellationToken)
        {
            stepContext.Values["count"] = int.Parse((string)stepContext.Result!, System.Globalization.CultureInfo.InvariantCulture);
            stepContext.Values["asked"] = new DateTimeOffset(2026, 11, 3, 7, 0, 0, TimeSpan.Zero);
            return await stepContext.BeginDialogAsync(nameof(DateDialog), null, cancellationToken);
        }

        private async Task<DialogTurnResult> ConfirmStepAsync(WaterfallStepContext stepContext, CancellationToken cancellationToken)
        {
            var details = (BookingDetails)stepContext.Options!;
            details.Travellers = (int)stepContext.Values["count"];
            details.TravelDate = (DateTimeOffset)stepContext.Values["asked"] + (TimeSpan)stepContext.Result!;
            return await stepContext.PromptAsync(
                nameof(TextPrompt),
                new PromptOptions { Prompt = MessageFactory.Text($"{details.Origin} to {details.Destination} for {details.Travellers}?") },
                cancellationToken);
        }

        private async Task<DialogTurnResult> FinalStepAsync(WaterfallStepContext stepContext, CancellationToken cancellationToken) =>
            (string)stepContext.Result! == "yes"
                ? await stepContext.EndDialogAsync(stepContext.Options, cancellationToken)
                : await stepContext.ReplaceDialogAsync(InitialDialogId!, new BookingDetails(), cancellationToken);
    }

    public class DateDialog : CancelAndHelpDialog
    {
        public DateDialog()
            : base(nameof(DateDialog))
        {
            AddDialog(new TextPrompt(nameof(TextPrompt)));
            AddDialog(new WaterfallDialog(nameof(WaterfallDialog), [AskAsync, EndAsync]));
            InitialDialogId = nameof(WaterfallDialog);
        }

        private static Task<DialogTurnResult> AskAsync(WaterfallStepContext stepContext, CancellationToken cancellationToken) =>
            stepContext.PromptAsync(nameof(TextPrompt), new PromptOptions { Prompt = MessageFactory.Text("In how many days?") }, cancellationToken);

        private static Task<DialogTurnResult> EndAsync(WaterfallStepContext stepContext, CancellationToken cancellationToken) =>
            stepContext.EndDialogAsync(TimeSpan.FromDays(int.Parse((string)stepContext.Result!, System.Globalization.CultureInfo.InvariantCulture)), cancellationToken);
    }

    public class MainDialog : ComponentDialog
    {
        public MainDialog()
            : base(nameof(MainDialog))
        {
            AddDialog(new BookingDialog());
            AddDialog(new WaterfallDialog(nameof(WaterfallDialog), [ActAsync, FinalAsync]));
            InitialDialogId = nameof(WaterfallDialog);
        }

        private static Task<DialogTurnResult> ActAsync(WaterfallStepContext stepContext, CancellationToken cancellationToken) =>
            stepContext.BeginDialogAsync(nameof(BookingDialog), new BookingDetails(), cancellationToken);

        private static async Task<DialogTurnResult> FinalAsync(WaterfallStepContext stepContext, CancellationToken cancellationToken)
        {
            if (stepContext.Result is BookingDetails booked)
                await stepContext.Context.SendActivityAsync($"Booked {booked.Destination} on {booked.TravelDate:yyyy-MM-dd}.", cancellationToken: cancellationToken);
            return await stepContext.EndDialogAsync(null, cancellationToken);
        }
    }

    [Fact]
    public async Task Booking_AnsweredToTheEnd_IsBooked()
    {
        var client = new DialogTestClient("test", new MainDialog());

        await AskAsync(client, "hi", "Where to?");
        await AskAsync(client, "Paris", "From where?");
        await AskAsync(client, "Rome", "How many travel?");
        await AskAsync(client, "many", "A number from 1 to 9, please.");
        await AskAsync(client, "2", "In how many days?");
        await AskAsync(client, "30", "Rome to Paris for 2?");
        await AskAsync(client, "yes", "Booked Paris on 2026-12-03.");
        Assert.Equal(DialogTurnStatus.Complete, client.DialogTurnResult!.Status);
    }

    [Fact]
    public async Task Booking_HelpAsked_IsAnsweredAndTheQuestionAskedAgain()
    {
        var client = new DialogTestClient("test", new MainDialog());
        await AskAsync(client, "hi", "Where to?");
        await AskAsync(client, "Paris", "From where?");

        await AskAsync(client, "help", "Say where to and when.");
        Assert.Equal("From where?", client.GetNextReply<IMessageActivity>()!.Text);
        Assert.Equal(DialogTurnStatus.Waiting, client.DialogTurnResult!.Status);
        await AskAsync(client, "Rome", "How many travel?");
    }

    [Theory]
    [InlineData("hi", "Paris", "cancel")]
    [InlineData("hi", "Paris", "Rome", "2", "quit")]
    public async Task Booking_Cancelled_EndsWithoutAResult(params string[] said)
    {
        var client = new DialogTestClient("test", new BookingDialog(), new BookingDetails());
        foreach (var text in said[..^1])
            await client.SendActivityAsync<IMessageActivity>(text);

        await AskAsync(client, said[^1], "Cancelling...");

        Assert.Equal(DialogTurnStatus.Cancelled, client.DialogTurnResult!.Status);
        Assert.Null(client.DialogTurnResult.Result);
        Assert.Null(client.GetNextReply<IMessageActivity>());
    }

    [Fact]
    public async Task Booking_NotConfirmed_StartsAgain()
    {
        var client = new DialogTestClient("test", new BookingDialog(), new BookingDetails { Destination = "Oslo" });
        await AskAsync(client, "hi", "From where?");
        await AskAsync(client, "Rome", "How many travel?");
        await AskAsync(client, "1", "In how many days?");
        await AskAsync(client, "3", "Rome to Oslo for 1?");

        await AskAsync(client, "no", "Where to?");
    }

    [Fact]
    public async Task Booking_OtherActivitiesInBetween_LeaveTheQuestionOpen()
    {
        var client = new DialogTestClient("test", new MainDialog());
        await AskAsync(client, "hi", "Where to?");

        Assert.Null(await client.SendActivityAsync<IMessageActivity>(new Activity(ActivityTypes.Typing)));
        await AskAsync(client, "Paris", "From where?");
    }

    [Fact]
    public async Task Booking_EachTurnInAProcessOfItsOwn_IsBooked()
    {
        var memory = new Dictionary<string, JsonObject>();
        var said = new[] { ("hi", "Where to?"), ("Paris", "From where?"), ("Rome", "How many travel?"), ("2", "In how many days?"), ("30", "Rome to Paris for 2?"), ("yes", "Booked Paris on 2026-12-03.") };
        foreach (var (text, reply) in said)
        {
            memory = memory.ToDictionary(m => m.Key, m => (JsonObject)JsonNode.Parse(m.Value.ToJsonString())!);
            await AskAsync(new DialogTestClient("test", new MainDialog(), conversationState: new ConversationState(new MemoryStorage(memory))), text, reply);
        }
    }

    private static async Task AskAsync(DialogTestClient client, string text, string expected) =>
        Assert.Equal(expected, (await client.SendActivityAsync<IMessageActivity>(text))?.Text);
}
