using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Afterword.Server.Shell;

/// <summary>What a sentence is about, for its color and shape.</summary>
public enum Tone
{
    Info,
    Good,
    Warning,
    Bad,
}

/// <summary>
/// One sentence for the page after a redirect ("OUT-12 is done. The thread has been told."). It rides in a cookie that the next
/// page reads and removes; the layout shows it.
/// </summary>
internal static class Flash
{
    private const string Name = "afterword-flash";
    private const int LongestSentence = 600; // characters; a cookie holds 4 KB

    public static void Say(this HttpContext context, string sentence, Tone tone = Tone.Good)
    {
        var kept = sentence.Length > LongestSentence ? sentence[..LongestSentence] : sentence;
        context.Response.Cookies.Append(
            Name,
            $"{(int)tone}{WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(kept))}",
            Options(context)
        );
    }

    /// <summary>The sentence of the page before, once.</summary>
    public static (string Sentence, Tone Tone)? Take(HttpContext context)
    {
        if (
            context.Request.Cookies[Name] is not { Length: > 1 } cookie
            || context.Response.HasStarted
        )
        {
            return null;
        }
        context.Response.Cookies.Delete(Name, Options(context));
        try
        {
            return (
                Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(cookie[1..])),
                (Tone)Math.Clamp(cookie[0] - '0', 0, 3)
            );
        }
        catch (FormatException)
        {
            return null; // somebody else's cookie by our name
        }
    }

    private static CookieOptions Options(HttpContext context) =>
        new()
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
        };
}
