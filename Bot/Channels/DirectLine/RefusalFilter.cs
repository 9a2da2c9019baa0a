namespace CampaignBot.Channels.DirectLine;

/// <summary>Around every endpoint: counts the request, lets the page read the answer, and answers refusals.</summary>
internal static class RefusalFilter
{
    public static async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        context.Response.Headers.CacheControl = "no-store";
        // A page that may not use the chat learns that it may not, and nothing else.
        Origins.Expose(context);
        try
        {
            context.RequestServices.GetRequiredService<CallerLimits>().CountRequest(context);
            return await next(invocation);
        }
        catch (DirectLineProblem problem)
        {
            return Refused(problem);
        }
        catch (BadHttpRequestException e)
        {
            return Refused(new DirectLineProblem(e.StatusCode, e.StatusCode == 413 ? "RequestTooLarge" : "BadArgument", "The request could not be read."));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return Results.StatusCode(StatusCodes.Status499ClientClosedRequest);
        }

        DirectLineProblem Refused(DirectLineProblem problem)
        {
            context.RequestServices.GetRequiredService<ChannelMetrics>().Refused(DirectLineChannel.Id, problem.Code);
            return problem;
        }
    }
}
