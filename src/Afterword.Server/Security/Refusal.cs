using Afterword.Core.People;
using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Security;

/// <summary>Why somebody signed in may not see a page, and who can let them in; the error page reads it.</summary>
internal sealed record Refusal(string Sentence)
{
    private const int MostNames = 3;

    public static Refusal? Of(HttpContext http) => http.Features.Get<Refusal>();

    /// <summary>Leaves the explanation for the page that is shown instead.</summary>
    public static async Task Explain(HttpContext http, Deed? deed)
    {
        var db = http.RequestServices.GetRequiredService<AfterwordDb>();
        var administrators = await db
            .People.Where(p => p.Active && p.Role == Role.Admin)
            .OrderBy(p => p.Name)
            .ThenBy(p => p.Id)
            .Select(p => p.Name)
            .Take(MostNames)
            .ToListAsync(http.RequestAborted);
        var needs = deed is { } needed
            ? $"This needs {RoleWords.Any(Permissions.RolesFor(needed))}; nothing is wrong with your account."
            : "Nothing is wrong with your account.";
        var who =
            administrators.Count == 0 ? "An administrator" : string.Join(" or ", administrators);
        http.Features.Set(new Refusal($"{needs} {who} can give you that role, or do it for you."));
    }
}
