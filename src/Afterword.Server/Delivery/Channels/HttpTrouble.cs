using Afterword.Core.Delivery;
using Afterword.Server.Security;

namespace Afterword.Server.Delivery.Channels;

/// <summary>What a request that got no answer means for the message it carried.</summary>
internal static class HttpTrouble
{
    /// <summary>
    /// Refused, unknown host, no connection, no trust: surely nothing was handed over, and the trouble is the server's. Anything later
    /// (silence, a cut) leaves open whether it arrived.
    /// </summary>
    /// <param name="failed">What was thrown.</param>
    /// <param name="who">The service, for people: <c>Slack</c>.</param>
    /// <param name="stopped">We were told to stop.</param>
    public static SendResult Of(Exception failed, string who, bool stopped) =>
        failed switch
        {
            HttpRequestException { InnerException: OutgoingRefusedException refused } => Down(
                $"{who} was not called: {refused.Message}"
            ),
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => Down(
                $"{who}'s host name cannot be looked up."
            ),
            HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError
                    or HttpRequestError.ProxyTunnelError
            } => Down($"{who} cannot be reached."),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                Down($"{who} has no certificate that can be trusted."),
            OperationCanceledException when stopped => new SendResult.Unknown(
                $"Afterword was stopped while {who} was taking the message; it may have taken it."
            ),
            OperationCanceledException => new SendResult.Unknown(
                $"{who} did not answer within {OutgoingHttp.Timeout.TotalSeconds:0} seconds; it may have taken the message."
            ),
            _ => new SendResult.Unknown(
                $"The connection to {who} was cut before it answered; it may have taken the message."
            ),
        };

    private static SendResult.TryLater Down(string reason) => new(reason, ServerDown: true);
}
