using System.Text.Json;
using CampaignBot.BotFramework;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.BotFramework.Flaws;

/// <summary>The known flaws of Microsoft.Bot.Builder 4.23.1 that concern prompts, one by one, shown to be absent here. Those of prompts that recognise choices, numbers and dates are tested with them.</summary>
public sealed class PromptFlawsTests : FlawBot
{
    [Fact]
    public async Task Prompt_Waiting_StoresTheQuestionAndNothingOfTheTurn()
    {
        var client = Converse(new WaterfallDialog("w", [(step, ct) => step.PromptAsync("name", Ask("Your name?"), ct)]), new TextPrompt("name"));
        await client("hi");

        var json = Memory["test/conversations/c"].ToJsonString();
        Assert.Contains("Your name?", json);
        Assert.DoesNotContain("serviceUrl", json);
        Assert.DoesNotContain("recipient", json);
        Assert.DoesNotContain("null", json);
        Assert.True(json.Length < 700, json);
    }

    [Fact]
    public async Task Prompt_Used_LeavesTheCallersOptionsAsTheyWere()
    {
        var options = Ask("Your name?");
        var before = JsonSerializer.Serialize(options.Prompt, BotJson.Options);
        var client = Converse(new WaterfallDialog("w", [(step, ct) => step.PromptAsync("name", options, ct)]), new TextPrompt("name"));

        await client("hi");

        Assert.Equal(before, JsonSerializer.Serialize(options.Prompt, BotJson.Options));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public async Task TextPrompt_BlankText_AsksAgain(string? text)
    {
        var client = Converse(new WaterfallDialog("w", [(step, ct) => step.PromptAsync("text", Ask("name?", "name, please?"), ct), (step, ct) => step.EndDialogAsync(null, ct)]), new TextPrompt("text"));
        await client("hi");

        Assert.Equal(["name, please?"], await client(new Activity(ActivityTypes.Message) { Text = text }));
    }

    [Theory]
    [InlineData("\"Ana\"", "Ana")]
    [InlineData("{\"name\":\"Ana\"}", "Ana")]
    [InlineData("{\"count\":3}", "3")]
    [InlineData("7", "7")]
    public async Task TextPrompt_AValueSubmittedByACard_IsTheAnswer(string value, string answer)
    {
        var client = Converse(new WaterfallDialog("w", [(step, ct) => step.PromptAsync("text", Ask("name?"), ct), async (step, ct) => { await step.Context.SendActivityAsync($"Hello {step.Result}", cancellationToken: ct); return await step.EndDialogAsync(null, ct); }]), new TextPrompt("text"));
        await client("hi");

        var submitted = JsonSerializer.Deserialize<Activity>($$"""{"type":"message","value":{{value}}}""", BotJson.Options)!;
        Assert.Equal([$"Hello {answer}"], await client(submitted));
    }

    [Fact]
    public async Task Prompt_WrongAnswerAfterSomethingElseWasSaid_IsAskedAgainAllTheSame()
    {
        var chatty = new Interrupting("c", async (innerDc, ct) =>
        {
            await innerDc.Context.SendActivityAsync("by the way", cancellationToken: ct);
            return null;
        });
        chatty.AddDialog(new TextPrompt("number", (context, _) => Task.FromResult(context.Recognized.Value == "5")));
        chatty.OnBegin = (dc, ct) => dc.PromptAsync("number", Ask("number?", "a number, please?"), ct);
        var client = Converse(chatty);
        await client("hi");

        Assert.Equal(["by the way", "a number, please?"], await client("five"));
    }

    [Fact]
    public async Task Prompt_WhoseValidatorAnswered_SaysNoMore()
    {
        var client = Converse(
            new WaterfallDialog("w", [(step, ct) => step.PromptAsync("number", Ask("number?", "a number, please?"), ct)]),
            new TextPrompt("number", async (context, ct) =>
            {
                await context.Context.SendActivityAsync($"{context.Recognized.Value}? Try {context.AttemptCount}.", cancellationToken: ct);
                return false;
            }));
        await client("hi");

        Assert.Equal(["x? Try 1."], await client("x"));
        Assert.Equal(["y? Try 2."], await client("y"));
    }

    [Fact]
    public async Task Reprompt_AfterADigressionWasAnswered_AsksTheQuestionAgain()
    {
        var component = new Interrupting("c", async (innerDc, ct) =>
        {
            if (innerDc.Context.Activity.Text != "where do I vote?")
                return null;
            await innerDc.Context.SendActivityAsync("At the town hall.", cancellationToken: ct);
            await innerDc.RepromptDialogAsync(ct);
            return Dialog.EndOfTurn;
        });
        component.AddDialog(new TextPrompt("text"));
        component.OnBegin = (dc, ct) => dc.PromptAsync("text", Ask("name?"), ct);
        var client = Converse(component);
        await client("hi");

        Assert.Equal(["At the town hall.", "name?"], await client("where do I vote?"));
    }

    [Fact]
    public async Task Prompt_ToldOfTheActivityFirst_RecognisesItOnce()
    {
        var prompt = new CountingPrompt();
        var component = new Interrupting("c", async (innerDc, ct) =>
        {
            await innerDc.EmitEventAsync(DialogEvents.ActivityReceived, innerDc.Context.Activity, true, true, ct);
            return null;
        });
        component.AddDialog(prompt);
        component.OnBegin = (dc, ct) => dc.PromptAsync(prompt.Id, Ask("name?"), ct);
        var client = Converse(component);
        await client("hi");

        await client("one");
        await client("two");

        Assert.Equal(["one", "two"], prompt.Recognised);
    }

    private sealed class CountingPrompt() : Prompt<string>("counting", (_, _) => Task.FromResult(false))
    {
        public List<string?> Recognised { get; } = [];

        protected override Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default) => Task.CompletedTask;

        protected override Task<PromptRecognizerResult<string>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
        {
            Recognised.Add(turnContext.Activity.Text);
            return Task.FromResult(new PromptRecognizerResult<string> { Succeeded = true, Value = turnContext.Activity.Text });
        }
    }
}
