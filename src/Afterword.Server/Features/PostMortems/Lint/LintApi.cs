using Afterword.Core;
using Afterword.Core.Linting;
using Afterword.Server.Api;
using Afterword.Server.Data.Settings;
using Afterword.Server.Features.PostMortems.Import;
using Afterword.Server.Security;

namespace Afterword.Server.Features.PostMortems.Lint;

/// <summary><c>POST /api/v1/lint</c>: one Markdown document in the body, its findings in the answer; nothing is kept.</summary>
internal static class LintApi
{
    public static void MapLint(this IEndpointRouteBuilder api) =>
        api.MapPost("/lint", Lint).RequireDeed(Deed.Read);

    private static async Task<IResult> Lint(
        HttpContext http,
        TimeProvider time,
        AfterwordSettings settings,
        Caller caller,
        string? profile,
        CancellationToken ct
    )
    {
        var team = settings.Of<LintingSettings>().Options;
        var wanted = team.Profile;
        if (profile is not null && !SnakeCase.TryParse(profile, out wanted))
        {
            throw new RuleException("profile", "The profile is starter, recommended or strict.");
        }
        var text = await MarkdownBody.Read(http.Request.Body, ct);
        var result = Linter.Lint(
            text,
            team with
            {
                Profile = wanted,
                Today = DateOnly.FromDateTime(
                    TimeZoneInfo.ConvertTime(time.GetUtcNow(), caller.Zone).DateTime
                ),
            }
        );
        if (result.Error is { } error)
        {
            throw new RuleException("body", error);
        }
        return Results.Json(
            new { Findings = result.Findings.Select(Of), result.Suppressed },
            Json.Options
        );
    }

    /// <summary>A finding with the same fields as <c>afterword lint --format json</c> gives.</summary>
    private static object Of(Finding f) =>
        new
        {
            f.RuleId,
            f.Severity,
            f.Range.Line,
            f.Range.Column,
            f.Range.EndLine,
            f.Range.EndColumn,
            f.Message,
            f.Why,
            f.Fix,
        };
}
