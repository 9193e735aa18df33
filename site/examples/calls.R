# Calls at Vostochny per month, with R alone. Reads port_calls.csv; text stays text, so no number loses its zeros.
calls <- read.csv("port_calls.csv", colClasses = "character", na.strings = "", encoding = "UTF-8")
calls$date_earliest <- as.Date(calls$date_earliest)
at_vostochny <- calls[calls$port_id == "RUVYP", ]
per_month <- table(format(at_vostochny$date_earliest, "%Y-%m"))
cat(paste0(names(per_month), ",", per_month), sep = "\n")
