namespace Afterword.Server.Features.Settings;

/// <summary>What was typed into a form whose fields are only known when it runs: the names come from records and channels.</summary>
internal static class Typed
{
    /// <summary>The fields of the form that was sent, by name; null when this request sends none of that name.</summary>
    public static Dictionary<string, string>? Read(HttpContext http, string form) =>
        http.Request.HasFormContentType && http.Request.Form["_handler"] == form
            ? http
                .Request.Form.Where(field =>
                    field.Key.StartsWith("Form.", StringComparison.Ordinal)
                )
                .ToDictionary(field => field.Key["Form.".Length..], field => field.Value[^1] ?? "")
            : null;
}
